import { createInterface } from "node:readline";
import { request, type IncomingMessage } from "node:http";

export interface ReceivedEvent {
  event: string;
  id: string | undefined;
  data: unknown;
}

/** A client of server-sent events that keeps all it was sent. */
export interface EventReader {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly events: ReceivedEvent[];
  /** Everything as it came, for what must never be in it. */
  readonly raw: string;
  /** Resolves with the first event, sent or to come, for which `test` holds. */
  until(test: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent>;
  /** Resolves when the stream has ended. */
  readonly closed: Promise<void>;
  leave(): void;
}

const connect = (url: string, headers: Record<string, string>) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { headers, agent: false }, resolve).on("error", reject).end();
  });

export const readEvents = async (
  url: string,
  headers: Record<string, string> = {},
): Promise<EventReader> => {
  const response = await connect(url, headers);
  const events: ReceivedEvent[] = [];
  const waiting = new Set<() => void>();
  let fields: Record<string, string> = {};
  let raw = "";
  const lines = createInterface({ input: response });
  // A stream that the server cuts off is an end like any other here.
  response.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => void response.once("close", resolve));
  lines.on("line", (line) => {
    raw += `${line}\n`;
    const [name = "", ...value] = line.split(": ");
    if (line !== "") return void (fields[name] = value.join(": "));
    if (fields["event"] !== undefined) {
      const data = JSON.parse(fields["data"] ?? "null") as unknown;
      events.push({ event: fields["event"], id: fields["id"], data });
    }
    fields = {};
    for (const look of waiting) look();
  });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    events,
    get raw() {
      return raw;
    },
    until: (test) =>
      new Promise((resolve) => {
        const look = () => {
          const found = events.find(test);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    closed,
    leave: () => void response.destroy(),
  };
};

/** Holds for a change of this program, with these open beds if they are given. */
export const changeOf =
  (programId: string, open?: number) =>
  ({ event, data }: ReceivedEvent): boolean => {
    if (event !== "program.changed") return false;
    const change = data as { program_id: string; beds: { open: number } | null };
    return change.program_id === programId && (open === undefined || change.beds?.open === open);
  };
