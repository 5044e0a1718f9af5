import { isIP } from "node:net";
import { CannotStart } from "../db/cannot-start.ts";

export const datasets = ["sources", "training"] as const;
export type Dataset = (typeof datasets)[number];

/** What the operator set, checked. */
export interface Config {
  port: number;
  host: string;
  /** undefined: the embedded database. */
  databaseUrl: string | undefined;
  /** The server's own login to that database; undefined: it is made at the start. */
  databaseAppUrl: string | undefined;
  /** A read replica of that database, and how far behind it may be; undefined: none. */
  replica: { url: string; mostLagSeconds: number } | undefined;
  /** undefined: a folder of this clone's own. */
  dataDir: string | undefined;
  publicUrl: string;
  dataset: readonly Dataset[];
  rateLimitPerMinute: number;
  /** As many requests one API key may make in a minute. */
  keyLimitPerMinute: number;
  logLevel: string;
  mapStyleUrl: string | undefined;
  /** Signs session cookies; made and kept in the data folder when not set. */
  authSecret: string | undefined;
  /** The server that sends mail; undefined: mail is printed in training and not sent elsewhere. */
  smtpUrl: string | undefined;
  /** In whose name mail is sent. */
  mailFrom: string;
  /** The county's own sign-on; undefined: none. */
  oidc: { issuer: string; clientId: string; clientSecret: string; label: string } | undefined;
  /** Who is invited as administrator where nobody administers yet. */
  firstAdministrator: string | undefined;
  /** Proxies whose word on a client's address counts; none unless named. */
  trustedProxies: readonly string[];
  /** Whoever says it is shown the figures of this instance; undefined: nobody. */
  metricsToken: string | undefined;
  /** How long an instance that was asked to stop still serves, so that proxies stop sending to it. */
  drainSeconds: number;
  /** The second search engine; undefined: PostgreSQL alone searches. */
  meilisearch:
    { url: string; key: string | undefined; timeoutMs: number; mostLagSeconds: number } | undefined;
  /** For how many months after its end a request is kept with who asked. */
  requestKeptMonths: number;
  /** Who sends text messages; undefined: nobody. Both sides sign with the secret. */
  smsGateway: { url: string; secret: string } | undefined;
  /** Hosts of the push services that browsers may name. */
  pushServices: readonly string[];
  /** How long programs may take to answer, and how long accepted beds are kept. */
  holds: { waitingMinutes: number; acceptedMinutes: number; warningMinutes: number };
}

/** A setting that cannot be used; the message says which and what it takes. */
export class ConfigError extends CannotStart {}

const settings = {
  PORT: { form: /^[0-9]{1,5}$/, takes: "a port number from 0 to 65535" },
  HOST: {
    form: /^[0-9A-Za-z.:_-]+$/,
    takes: "the name or address to listen on, such as 127.0.0.1",
  },
  DATABASE_URL: {
    form: /^postgres(ql)?:\/\/[^\s/]+\/[^\s/?]+(\?\S*)?$/,
    takes: "an address such as postgres://user:password@host:5432/database",
  },
  DATABASE_APP_URL: {
    form: /^postgres(ql)?:\/\/[^\s/]+\/[^\s/?]+(\?\S*)?$/,
    takes: "the address of the same database for harborlight_app or a member of it",
  },
  DATABASE_REPLICA_URL: {
    form: /^postgres(ql)?:\/\/[^\s/]+\/[^\s/?]+(\?\S*)?$/,
    takes: "the address of a read replica such as postgres://host:5432/database",
  },
  REPLICA_LAG_SECONDS: { form: /^[1-9][0-9]{0,3}$/, takes: "seconds from 1 to 9999" },
  DATA_DIR: { form: /\S/, takes: "a folder" },
  PUBLIC_URL: {
    form: /^https?:\/\/[^\s/]+$/,
    takes: "an address such as https://beds.example.org",
  },
  DATASET: {
    form: /^(none|(sources|training)(,(sources|training))?)$/,
    takes: '"sources", "training", "sources,training" or "none"',
  },
  RATE_LIMIT_PER_MINUTE: {
    form: /^[1-9][0-9]{0,6}$/,
    takes: "how many requests one person or address may make in a minute, from 1 to 9999999",
  },
  API_KEY_LIMIT_PER_MINUTE: {
    form: /^[1-9][0-9]{0,6}$/,
    takes: "how many requests one API key may make in a minute, from 1 to 9999999",
  },
  LOG_LEVEL: {
    form: /^(fatal|error|warn|info|debug|trace|silent)$/,
    takes: "fatal, error, warn, info, debug, trace or silent",
  },
  MAP_STYLE_URL: { form: /^(https?:\/\/|\/)\S+$/, takes: "the address of a MapLibre style" },
  AUTH_SECRET: { form: /^.{32,}$/, takes: "a secret of at least 32 characters" },
  SMTP_URL: {
    form: /^smtps?:\/\/[^\s/]+\/?(\?\S*)?$/,
    takes: "an address such as smtp://user:password@mail.example.org:587",
  },
  MAIL_FROM: {
    form: /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/,
    takes: "an e-mail address such as harborlight@example.org",
  },
  OIDC_ISSUER: {
    form: /^https?:\/\/[^\s?#]+$/,
    takes: "the address of an OpenID provider such as https://login.county.example",
  },
  OIDC_CLIENT_ID: { form: /\S/, takes: "the name that the OpenID provider knows this instance by" },
  OIDC_CLIENT_SECRET: { form: /\S/, takes: "the secret that the OpenID provider gave" },
  OIDC_LABEL: { form: /^.{1,60}$/, takes: "what the sign-on is called, up to 60 letters" },
  FIRST_ADMINISTRATOR: {
    form: /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/,
    takes: "the e-mail address of the person who invites the others",
  },
  MEILI_URL: {
    form: /^https?:\/\/[^\s/?#]+\/?$/,
    takes: "the address of a Meilisearch such as http://127.0.0.1:7700",
  },
  MEILI_KEY: { form: /^\S{16,}$/, takes: "a key of Meilisearch, at least 16 characters" },
  MEILI_TIMEOUT_MS: { form: /^[1-9][0-9]{1,4}$/, takes: "milliseconds from 10 to 99999" },
  MEILI_LAG_SECONDS: { form: /^[1-9][0-9]{0,3}$/, takes: "seconds from 1 to 9999" },
  HOLD_WAITING_MINUTES: { form: /^[1-9][0-9]{0,2}$/, takes: "minutes from 1 to 999" },
  HOLD_ACCEPTED_MINUTES: { form: /^[1-9][0-9]{0,2}$/, takes: "minutes from 1 to 999" },
  REQUEST_KEPT_MONTHS: {
    form: /^([2-9]|[1-9][0-9]|1[01][0-9]|120)$/,
    takes: "months from 2 to 120",
  },
  HOLD_WARNING_MINUTES: { form: /^[1-9][0-9]?$/, takes: "minutes from 1 to 99" },
  SMS_GATEWAY_URL: {
    form: /^https?:\/\/[^\s]+$/,
    takes: "the address that text messages are sent to, such as https://sms.county.example/send",
  },
  SMS_GATEWAY_SECRET: { form: /^.{32,}$/, takes: "a secret of at least 32 characters" },
  PUSH_SERVICES: {
    form: /^[0-9A-Za-z.*:,-]+$/,
    takes: "hosts with commas between them, such as fcm.googleapis.com,*.push.apple.com",
  },
  METRICS_TOKEN: { form: /^[\x21-\x7e]{16,}$/, takes: "a secret of at least 16 characters" },
  DRAIN_SECONDS: { form: /^[0-9]{1,2}$/, takes: "seconds from 0 to 99" },
  TRUST_PROXY: {
    form: /^[^\s,]+(\s*,\s*[^\s,]+)*$/,
    takes: "the proxies in front: loopback, addresses or networks such as 10.0.0.0/8, with commas",
  },
} as const;
type Setting = keyof typeof settings;

type Environment = Readonly<Record<string, string | undefined>>;

const read = (environment: Environment, name: Setting): string | undefined => {
  const value = environment[name]?.trim();
  if (value === undefined || value === "") return undefined;
  const { form, takes } = settings[name];
  if (!form.test(value)) {
    throw new ConfigError(`The setting ${name} cannot be used as it is: it takes ${takes}.`);
  }
  return value;
};

const portOf = (value: string | undefined): number => {
  const port = Number(value ?? 8080);
  if (port <= 65_535) return port;
  throw new ConfigError(
    `The setting PORT cannot be used as it is: it takes ${settings.PORT.takes}.`,
  );
};

const datasetOf = (value: string | undefined, databaseUrl: string | undefined): Dataset[] => {
  if (value === undefined) return databaseUrl === undefined ? [...datasets] : [];
  return datasets.filter((name) => value.split(",").includes(name));
};

const isNetwork = (name: string): boolean => {
  if (name === "loopback" || name === "linklocal" || name === "uniquelocal") return true;
  const [address = "", bits] = name.split("/");
  const family = isIP(address);
  return family > 0 && (bits === undefined || Number(bits) <= (family === 4 ? 32 : 128));
};

const proxiesOf = (value: string | undefined): string[] => {
  const names = value?.split(",").map((name) => name.trim()) ?? [];
  if (names.every(isNetwork)) return names;
  throw new ConfigError(
    `The setting TRUST_PROXY cannot be used as it is: it takes ${settings.TRUST_PROXY.takes}.`,
  );
};

const everywhere = new Set(["0.0.0.0", "::"]);

const localAddress = (host: string, port: number): string => {
  const name = everywhere.has(host) ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
};

const urlOf = (
  environment: Environment,
  name: "SMTP_URL" | "OIDC_ISSUER" | "MEILI_URL" | "SMS_GATEWAY_URL",
): string | undefined => {
  const value = read(environment, name);
  if (value === undefined || URL.canParse(value)) return value;
  throw new ConfigError(
    `The setting ${name} cannot be used as it is: it takes ${settings[name].takes}.`,
  );
};

const oidcOf = (environment: Environment): Config["oidc"] => {
  const issuer = urlOf(environment, "OIDC_ISSUER");
  const clientId = read(environment, "OIDC_CLIENT_ID");
  const clientSecret = read(environment, "OIDC_CLIENT_SECRET");
  const label = read(environment, "OIDC_LABEL");
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return { issuer, clientId, clientSecret, label: label ?? new URL(issuer).hostname };
  }
  if ([issuer, clientId, clientSecret].every((value) => value === undefined)) return undefined;
  throw new ConfigError(
    "The settings OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.",
  );
};

const meilisearchOf = (environment: Environment): Config["meilisearch"] => {
  const url = urlOf(environment, "MEILI_URL");
  const key = read(environment, "MEILI_KEY");
  const timeoutMs = Number(read(environment, "MEILI_TIMEOUT_MS") ?? 800);
  const mostLagSeconds = Number(read(environment, "MEILI_LAG_SECONDS") ?? 30);
  if (url !== undefined) return { url, key, timeoutMs, mostLagSeconds };
  if (key === undefined) return undefined;
  throw new ConfigError("The setting MEILI_KEY needs MEILI_URL, the Meilisearch that it is for.");
};

const replicaOf = (environment: Environment): Config["replica"] => {
  const url = read(environment, "DATABASE_REPLICA_URL");
  const mostLagSeconds = Number(read(environment, "REPLICA_LAG_SECONDS") ?? 10);
  if (url === undefined) return undefined;
  if (read(environment, "DATABASE_URL") !== undefined) return { url, mostLagSeconds };
  throw new ConfigError(
    "The setting DATABASE_REPLICA_URL needs DATABASE_URL, the database that it is a replica of.",
  );
};

const smsGatewayOf = (environment: Environment): Config["smsGateway"] => {
  const url = urlOf(environment, "SMS_GATEWAY_URL");
  const secret = read(environment, "SMS_GATEWAY_SECRET");
  if (url !== undefined && secret !== undefined) return { url, secret };
  if (url === undefined && secret === undefined) return undefined;
  throw new ConfigError(
    "The settings SMS_GATEWAY_URL and SMS_GATEWAY_SECRET belong together: set both or none.",
  );
};

// Those of Chrome, Firefox, Safari and Edge.
const usualPushServices =
  "fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com";

/** Checks the environment and returns the configuration, or throws a `ConfigError`. */
export const readConfig = (environment: Environment = process.env): Config => {
  const port = portOf(read(environment, "PORT"));
  const host = read(environment, "HOST") ?? "127.0.0.1";
  const databaseUrl = read(environment, "DATABASE_URL");
  const publicUrl = read(environment, "PUBLIC_URL") ?? localAddress(host, port);
  return {
    port,
    host,
    databaseUrl,
    databaseAppUrl: read(environment, "DATABASE_APP_URL"),
    replica: replicaOf(environment),
    dataDir: read(environment, "DATA_DIR"),
    publicUrl,
    dataset: datasetOf(read(environment, "DATASET"), databaseUrl),
    rateLimitPerMinute: Number(read(environment, "RATE_LIMIT_PER_MINUTE") ?? 600),
    keyLimitPerMinute: Number(read(environment, "API_KEY_LIMIT_PER_MINUTE") ?? 120),
    logLevel: read(environment, "LOG_LEVEL") ?? "info",
    mapStyleUrl: read(environment, "MAP_STYLE_URL"),
    authSecret: read(environment, "AUTH_SECRET"),
    smtpUrl: urlOf(environment, "SMTP_URL"),
    mailFrom: read(environment, "MAIL_FROM") ?? `harborlight@${new URL(publicUrl).hostname}`,
    oidc: oidcOf(environment),
    firstAdministrator: read(environment, "FIRST_ADMINISTRATOR"),
    trustedProxies: proxiesOf(read(environment, "TRUST_PROXY")),
    smsGateway: smsGatewayOf(environment),
    pushServices: (read(environment, "PUSH_SERVICES") ?? usualPushServices).split(","),
    metricsToken: read(environment, "METRICS_TOKEN"),
    drainSeconds: Number(read(environment, "DRAIN_SECONDS") ?? 0),
    meilisearch: meilisearchOf(environment),
    holds: {
      waitingMinutes: Number(read(environment, "HOLD_WAITING_MINUTES") ?? 30),
      acceptedMinutes: Number(read(environment, "HOLD_ACCEPTED_MINUTES") ?? 90),
      warningMinutes: Number(read(environment, "HOLD_WARNING_MINUTES") ?? 10),
    },
    requestKeptMonths: Number(read(environment, "REQUEST_KEPT_MONTHS") ?? 24),
  };
};
