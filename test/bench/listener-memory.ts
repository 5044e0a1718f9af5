import { readdir, readFile, readlink } from "node:fs/promises";

/** What a process holds, in bytes: memory of its own, and what is resident of files that it maps. */
export interface Memory {
  readonly own: number;
  readonly mapped: number;
}

const listening = "0A";

/** The socket that listens on a port of this machine, as Linux numbers it. */
const socketOn = async (port: number): Promise<string | undefined> => {
  const local = port.toString(16).toUpperCase().padStart(4, "0");
  const lines = (await readFile("/proc/net/tcp", "utf8")).split("\n");
  const fields = lines.map((line) => line.trim().split(/\s+/));
  return fields.find(
    ([, address = "", , state]) => state === listening && address.endsWith(`:${local}`),
  )?.[9];
};

const linksOf = async (pid: string): Promise<string[]> => {
  const folder = `/proc/${pid}/fd`;
  // Of a process that ended, or that is somebody else's, nothing is told.
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
};

const listenerOn = async (port: number): Promise<string | undefined> => {
  const socket = await socketOn(port);
  if (socket === undefined) return undefined;
  for (const pid of await readdir("/proc")) {
    if (/^\d+$/.test(pid) && (await linksOf(pid)).includes(`socket:[${socket}]`)) return pid;
  }
  return undefined;
};

/** How much memory the server at this address holds, where it is on this machine; Linux only. */
export const memoryOfListener = async ({
  hostname,
  port,
}: URL): Promise<() => Promise<Memory | undefined>> => {
  const pid = hostname === "127.0.0.1" ? await listenerOn(Number(port)) : undefined;
  return async () => {
    if (pid === undefined) return undefined;
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const bytes = (name: string) =>
      1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0);
    return { own: bytes("RssAnon"), mapped: bytes("RssFile") };
  };
};
