import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../../server/config.ts";

test("without settings it listens here alone, on the embedded database with both datasets", () => {
  expect(readConfig({})).toMatchObject({
    port: 8080,
    host: "127.0.0.1",
    databaseUrl: undefined,
    dataDir: undefined,
    publicUrl: "http://127.0.0.1:8080",
    dataset: ["sources", "training"],
  });
});

test("a database of the operator's own gets no data that was not asked for", () => {
  const DATABASE_URL = "postgres://beds:secret@db.example.org:5432/beds?sslmode=require";
  expect(readConfig({ DATABASE_URL }).dataset).toEqual([]);
  expect(readConfig({ DATABASE_URL, DATASET: "sources" }).dataset).toEqual(["sources"]);
});

test("a replica has some lag unless told, and needs the database that it is one of", () => {
  const DATABASE_URL = "postgres://beds:hidden@db.example.org:5432/beds";
  const DATABASE_REPLICA_URL = "postgres://replica.example.org:5432/beds";
  expect(readConfig({ DATABASE_URL, DATABASE_REPLICA_URL }).replica).toEqual({
    ...{ url: DATABASE_REPLICA_URL, mostLagSeconds: 10 },
  });
  expect(readConfig({ DATABASE_URL }).replica).toBeUndefined();
  expect(() => readConfig({ DATABASE_REPLICA_URL })).toThrow(/needs DATABASE_URL/);
});

test("an empty setting is none", () => {
  expect(readConfig({ PORT: "", DATASET: " ", AUTH_SECRET: "" })).toEqual(readConfig({}));
});

test("the address to print is one that a browser can open", () => {
  expect(readConfig({ HOST: "0.0.0.0", PORT: "9000" }).publicUrl).toBe("http://127.0.0.1:9000");
  expect(readConfig({ HOST: "::1" }).publicUrl).toBe("http://[::1]:8080");
});

test("mail comes from the public address's own host unless told", () => {
  const PUBLIC_URL = "https://beds.example.org";
  expect(readConfig({ PUBLIC_URL }).mailFrom).toBe("harborlight@beds.example.org");
  expect(readConfig({ PUBLIC_URL, MAIL_FROM: "beds@county.gov" }).mailFrom).toBe("beds@county.gov");
});

test("a county's sign-on needs all of its settings, and is called by its host unless told", () => {
  const OIDC_ISSUER = "https://login.county.example/realms/1";
  const rest = { OIDC_CLIENT_ID: "harborlight", OIDC_CLIENT_SECRET: "hidden" };
  expect(readConfig({ OIDC_ISSUER, ...rest }).oidc?.label).toBe("login.county.example");
  expect(readConfig({}).oidc).toBeUndefined();
  const incomplete = () => readConfig({ OIDC_ISSUER, OIDC_CLIENT_SECRET: "hidden" });
  expect(incomplete).toThrow(/belong together/);
  expect(incomplete).not.toThrow(/hidden/);
});

test("Meilisearch has some time and some lag unless told, and a key alone is refused unrepeated", () => {
  const MEILI_URL = "http://search.internal:7700";
  const MEILI_KEY = "hidden-hidden-hidden";
  expect(readConfig({ MEILI_URL, MEILI_KEY }).meilisearch).toEqual({
    ...{ url: MEILI_URL, key: MEILI_KEY, timeoutMs: 800, mostLagSeconds: 30 },
  });
  expect(readConfig({}).meilisearch).toBeUndefined();
  expect(() => readConfig({ MEILI_KEY })).toThrow(/needs MEILI_URL/);
  expect(() => readConfig({ MEILI_KEY })).not.toThrow(/hidden/);
});

describe("what cannot be used is refused by name, and a secret is not repeated", () => {
  test.for([
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["HOST", "two words"],
    ["DATABASE_URL", "postgres://hidden@nowhere"],
    ["PUBLIC_URL", "beds.example.org"],
    ["PUBLIC_URL", "https://beds.example.org/path"],
    ["DATASET", "sources,real"],
    ["RATE_LIMIT_PER_MINUTE", "0"],
    ["LOG_LEVEL", "verbose"],
    ["MAP_STYLE_URL", "ftp://maps.example.org"],
    ["AUTH_SECRET", "hidden"],
    ["MEILI_URL", "http://user:hidden@search:port"],
    ["MEILI_URL", "http://search/path"],
    ["MEILI_KEY", "hidden"],
    ["MEILI_TIMEOUT_MS", "9"],
    ["MEILI_LAG_SECONDS", "0"],
    ["SMTP_URL", "mail.example.org:25"],
    ["SMTP_URL", "smtp://user:hidden@mail.example.org:port"],
    ["MAIL_FROM", "nobody"],
    ["FIRST_ADMINISTRATOR", "chief"],
    ["SMS_GATEWAY_URL", "sms.county.example"],
    ["SMS_GATEWAY_SECRET", "hidden"],
    ["HOLD_WARNING_MINUTES", "0"],
    ["OIDC_ISSUER", "login.county.example"],
    ["OIDC_LABEL", "x".repeat(61)],
    ["MAIL_FROM", "a@example.org, b@example.org"],
  ] as const)("%s=%s", ([name, value]) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^The setting ${name} cannot be used as it is: it takes `));
    expect(read).not.toThrow(/hidden/);
  });
});

test("text messages need the gateway and the secret together", () => {
  const SMS_GATEWAY_URL = "https://sms.county.example/send";
  const SMS_GATEWAY_SECRET = "hidden hidden hidden hidden hidden";
  expect(readConfig({ SMS_GATEWAY_URL, SMS_GATEWAY_SECRET }).smsGateway).toEqual({
    url: SMS_GATEWAY_URL,
    secret: SMS_GATEWAY_SECRET,
  });
  for (const half of [{ SMS_GATEWAY_URL }, { SMS_GATEWAY_SECRET }]) {
    expect(() => readConfig(half)).toThrow(/belong together/);
    expect(() => readConfig(half)).not.toThrow(/hidden/);
  }
});
