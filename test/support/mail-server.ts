import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text as readAll } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A message as the mail server took it. */
export interface ReceivedMail {
  from: string;
  to: string;
  subject: string;
  text: string;
}

/** A real SMTP server on a free port of this machine. */
export interface MailServer {
  url: string;
  received: readonly ReceivedMail[];
  /** The message that arrives next. */
  next(): Promise<ReceivedMail>;
  /** Resolves when as many as `count` have arrived since the start. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

const words = (encoded: string): string =>
  encoded.replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=\s*/gi, (_all, form: string, body: string) =>
    form.toUpperCase() === "B"
      ? Buffer.from(body, "base64").toString()
      : quoted(body.replaceAll("_", " ")),
  );

const quoted = (body: string): string =>
  Buffer.from(
    body
      .replaceAll(/=\r?\n/g, "")
      .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    "latin1",
  ).toString("utf8");

const read = (raw: string): { subject: string; text: string } => {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const header = (name: string) =>
    new RegExp(`^${name}: ((?:.|\\r\\n[ \\t])*)$`, "im").exec(head)?.[1]?.replaceAll("\r\n", "") ??
    "";
  const body = rest.join("\r\n\r\n");
  const encoding = header("Content-Transfer-Encoding");
  const text =
    encoding === "base64"
      ? Buffer.from(body, "base64").toString()
      : encoding === "quoted-printable"
        ? quoted(body)
        : body;
  return { subject: words(header("Subject")), text };
};

/** Opens it; `refusing` takes nobody's mail and says why, as servers do. */
export const mailServer = async ({ refusing = false } = {}): Promise<MailServer> => {
  const received: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, done) => {
      done(refusing ? new Error(`There is no ${address} here`) : null);
    },
    onData: (stream, { envelope }, done) => {
      readAll(stream).then(
        (raw) => {
          const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
          const to = envelope.rcptTo.map(({ address }) => address).join(", ");
          received.push({ from, to, ...read(raw) });
          for (const look of waiting) look();
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error("unreadable mail")),
      );
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;

  const arrived = async (count: number): Promise<void> => {
    while (received.length < count) {
      await new Promise<void>((resolve) => {
        const look = () => {
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    }
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    arrived,
    next: async () => {
      const count = received.length + 1;
      await arrived(count);
      const mail = received[count - 1];
      if (!mail) throw new Error("No mail arrived.");
      return mail;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
