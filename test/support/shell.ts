import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** Runs a command line as a person would paste it into a POSIX shell. */
export const inShell = async (
  command: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ status: number | null; out: string; error: string }> => {
  const shell = spawn("sh", ["-c", command], {
    env: { PATH: "/usr/local/bin:/usr/bin:/bin", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  shell.once("error", reject);
  shell.once("close", resolve);
  const [out, error, status] = await Promise.all([text(shell.stdout), text(shell.stderr), promise]);
  return { status, out, error };
};
