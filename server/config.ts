import { Type, type Static } from "typebox";
import { Value } from "typebox/value";

/** What the operator set, checked. */
export interface Config {
  port: number;
  host: string;
  /** undefined: the embedded database. */
  databaseUrl: string | undefined;
  dataDir: string | undefined;
  publicUrl: string;
  dataset: readonly ("sources" | "training")[];
  rateLimitPerMinute: number;
  logLevel: string;
  mapStyleUrl: string | undefined;
  /** Signs session cookies; made and kept in the data folder when not set. */
  authSecret: string | undefined;
}

const Environment = Type.Object({
  PORT: Type.Optional(Type.String({ pattern: "^[0-9]{1,5}$" })),
  HOST: Type.Optional(Type.String()),
  DATABASE_URL: Type.Optional(Type.String({ pattern: "^postgres(ql)?://" })),
  DATA_DIR: Type.Optional(Type.String({ minLength: 1 })),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: "^https?://" })),
  DATASET: Type.Optional(
    Type.String({ pattern: "^(none|(sources|training)(,(sources|training))?)$" }),
  ),
  RATE_LIMIT_PER_MINUTE: Type.Optional(Type.String({ pattern: "^[0-9]{1,7}$" })),
  LOG_LEVEL: Type.Optional(
    Type.Union(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"].map((level) =>
        Type.Literal(level),
      ),
    ),
  ),
  MAP_STYLE_URL: Type.Optional(Type.String({ pattern: "^(https?://|/)" })),
  AUTH_SECRET: Type.Optional(Type.String({ minLength: 32 })),
});
type Environment = Static<typeof Environment>;

/** A setting that cannot be used; the message says which and what it takes. */
export class ConfigError extends Error {}

const datasetOf = (environment: Environment): Config["dataset"] => {
  if (environment.DATASET === "none") return [];
  if (environment.DATASET === undefined) {
    return environment.DATABASE_URL === undefined ? ["sources", "training"] : [];
  }
  return (["sources", "training"] as const).filter((name) => environment.DATASET?.includes(name));
};

/** Checks the environment and returns the configuration, or throws a `ConfigError`. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const given = Object.fromEntries(
    Object.keys(Environment.properties).flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  const [mistake] = Value.Errors(Environment, given);
  if (mistake) {
    const name = mistake.instancePath.slice(1);
    throw new ConfigError(`The setting ${name} is not usable: it ${mistake.message}.`);
  }
  const settings = given as Environment;
  const port = Number(settings.PORT ?? 8080);
  if (port > 65535)
    throw new ConfigError("The setting PORT is not usable: it must be at most 65535.");
  const host = settings.HOST ?? "127.0.0.1";
  return {
    port,
    host,
    databaseUrl: settings.DATABASE_URL,
    dataDir: settings.DATA_DIR,
    publicUrl: settings.PUBLIC_URL ?? `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`,
    dataset: datasetOf(settings),
    rateLimitPerMinute: Number(settings.RATE_LIMIT_PER_MINUTE ?? 600),
    logLevel: settings.LOG_LEVEL ?? "info",
    mapStyleUrl: settings.MAP_STYLE_URL,
    authSecret: settings.AUTH_SECRET,
  };
};
