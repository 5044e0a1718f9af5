import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfig } from "../../server/config.ts";

interface Service {
  image: string;
  build?: string;
  environment?: Record<string, string>;
  depends_on?: string[] | Record<string, { condition: string }>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string;
  restart?: string;
  healthcheck?: { test: string[] };
  ports?: string[];
  volumes?: string[];
  stop_grace_period?: string;
}
interface ComposeFile {
  services: Record<string, Service>;
  volumes: Record<string, null>;
}

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const file = parse(readFileSync(at("docker-compose.yml"), "utf8"), { merge: true }) as ComposeFile;
const { services } = file;
const apps = Object.values(services).filter(({ build }) => build !== undefined);

/** A setting's value as the file gives it where the operator set only what must be set. */
const filledIn = (value: string): string =>
  value.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, how, otherwise: string) =>
    how === "-" ? otherwise : `${name.toLowerCase()}-that-is-long-enough-to-be-a-secret`,
  );

describe("the compose file", () => {
  it("runs two instances that share their settings", () => {
    expect(apps).toHaveLength(2);
    expect(apps[0]).toEqual(apps[1]);
  });

  it("gives the instances settings that they know and can use", () => {
    const given = Object.entries(apps[0]?.environment ?? {}).map(
      ([name, value]): [string, string] => [name, filledIn(value)],
    );
    const environment = Object.fromEntries(given);
    const config = readConfig({ ...environment, TRUST_PROXY: "uniquelocal" });
    expect(config.databaseUrl).toContain("@database:5432/harborlight");
    expect(config.drainSeconds).toBeGreaterThan(2);
    const known = readFileSync(at("server/config.ts"), "utf8");
    for (const [name] of given) expect(known, name).toMatch(new RegExp(`^  ${name}: \\{`, "m"));
  });

  it("lets what is asked to stop finish", () => {
    const config = readConfig({ DRAIN_SECONDS: apps[0]?.environment?.["DRAIN_SECONDS"] });
    const patience = Number.parseInt(apps[0]?.stop_grace_period ?? "0");
    expect(patience).toBeGreaterThan(config.drainSeconds + 15);
  });

  it("gives every service limits, and the instances no right that they do not need", () => {
    for (const [name, service] of Object.entries(services)) {
      expect(service.mem_limit, name).toMatch(/^\d+[mg]$/);
      expect(service.restart, name).toBe("unless-stopped");
    }
    for (const app of apps) {
      expect(app).toMatchObject({
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
      });
    }
  });

  it("has its proxy pass live events on as they come, and cut no stream that is quiet", () => {
    const proxy = readFileSync(at("deploy/Caddyfile"), "utf8").replaceAll(/#.*$/gm, "");
    expect(proxy).toMatch(/reverse_proxy [^}]*flush_interval -1/s);
    // What is packed is kept back until there is enough of it.
    expect(proxy).not.toMatch(/\bencode\b|stream_timeout|(read|write)_timeout/);
  });

  it("pins what it runs", () => {
    for (const { image, build } of Object.values(services)) {
      if (build === undefined) expect(image).toMatch(/:v?\d/);
    }
    expect(services["search"]?.image).toMatch(/:v\d+\.\d+\.\d+$/);
  });

  it("publishes nothing but the proxy and the mail catcher, and those to this machine alone", () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name).toSorted()).toEqual(["mail", "proxy"]);
    for (const [, { ports }] of published) {
      for (const port of ports ?? []) expect(filledIn(port)).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it("names each volume that a service mounts, and only files that are there", () => {
    for (const { volumes = [] } of Object.values(services)) {
      for (const volume of volumes) {
        const [source = ""] = volume.split(":");
        if (source.startsWith("./")) expect(readFileSync(at(source), "utf8")).not.toBe("");
        else expect(Object.keys(file.volumes)).toContain(source);
      }
    }
  });

  it("lets the proxy turn to every instance, and shows nobody their figures", () => {
    const caddyfile = readFileSync(at("deploy/Caddyfile"), "utf8");
    const names = Object.keys(services).filter((name) => services[name]?.build !== undefined);
    expect(caddyfile).toContain(names.map((name) => `${name}:8080`).join(" "));
    expect(caddyfile).toMatch(/^\s*respond \/metrics 404$/m);
    expect(caddyfile).toMatch(/^\s*health_uri \/api\/health$/m);
  });
});

describe("the settings that the guide has people copy", () => {
  const [, copied = ""] =
    /```sh\n([^`]*POSTGRES_PASSWORD=[^`]*)```/.exec(readFileSync(at("OPERATIONS.md"), "utf8")) ??
    [];
  const lines = copied.trim().split("\n");

  it("have no comment behind a value: some composers take it for the value", () => {
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !/^(#.*|[A-Z_]+=[^#\s]*)$/.test(line))).toEqual([]);
  });

  it("are those that the compose file asks for, each that must be set among them", () => {
    const text = readFileSync(at("docker-compose.yml"), "utf8");
    const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
    const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name));
    const required = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !asked.has(name))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(required));
  });
});

/** What runs these files says of them, where it is installed. */
const judged = (program: string, args: string[], more: Record<string, string>) =>
  spawnSync(program, args, {
    cwd: at("").pathname,
    env: {
      PATH: process.execPath.replace(/[^/]*$/, "") + ":/usr/local/bin:/usr/bin:/bin",
      ...more,
    },
    encoding: "utf8",
  });
const composers = [
  ["docker", "compose", "config", "--quiet"],
  ["docker-compose", "config", "--quiet"],
].filter(
  ([program = "", ...args]) => judged(program, [...args.slice(0, -2), "version"], {}).status === 0,
);
const hasCaddy = judged("caddy", ["version"], {}).status === 0;
if (composers.length === 0) console.log("Skipped: docker compose config (it is not installed).");
if (!hasCaddy) console.log("Skipped: caddy validate (it is not installed).");

describe("those who run the files", () => {
  const asked = [...JSON.stringify(services).matchAll(/\$\{(\w+):\?/g)].map(
    ([, name = ""]) => name,
  );
  const required = { ...Object.fromEntries(asked.map((name) => [name, "x".repeat(40)])) };

  it.for(composers)("accept the compose file: %s", ([program = "", ...args]) => {
    expect(judged(program, args, required)).toMatchObject({ status: 0, stderr: "" });
    // What must be set is asked for by name.
    const unset = judged(program, args, {});
    expect([unset.status === 0, unset.stderr]).toEqual([false, expect.stringMatching(/_/)]);
  });

  it.runIf(hasCaddy).for([":80", "beds.example.org"])("accept the proxy's: %s", (SITE_ADDRESS) => {
    const args = ["validate", "--adapter", "caddyfile", "--config", "deploy/Caddyfile"];
    const { status, stderr } = judged("caddy", args, { SITE_ADDRESS, HOME: "/tmp" });
    expect(status, stderr).toBe(0);
  });
});

describe("the dashboard and the alarms", () => {
  const metrics = readFileSync(at("server/metrics/open-metrics.ts"), "utf8");
  const kept = new Set([
    ...[...metrics.matchAll(/name: "(harborlight_\w+)"/g)].map(([, name]) => name),
    ...[...metrics.matchAll(/gauge\(\s*"(\w+)"/g)].map(([, name]) => `harborlight_${name}`),
  ]);
  const dashboard = readFileSync(at("deploy/grafana-dashboard.json"), "utf8");
  const alarms = readFileSync(at("deploy/alerts.yml"), "utf8");

  it("ask for figures that are kept", () => {
    const asked = [...`${dashboard}${alarms}`.matchAll(/harborlight_\w+/g)].map(([name]) =>
      name.replace(/_(bucket|sum|count)$/, ""),
    );
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !kept.has(name))).toEqual([]);
  });

  it("name each alarm that the guide explains, and no other", () => {
    const rules = parse(alarms) as { groups: { rules: { alert: string; expr: string }[] }[] };
    const raised = rules.groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    const guide = readFileSync(at("OPERATIONS.md"), "utf8");
    const explained = [...guide.matchAll(/^\| `([A-Z]\w+)` /gm)].map(([, name]) => name);
    expect(raised.toSorted()).toEqual(
      explained.filter((name) => name !== "NoBackup" && !name?.includes("_")).toSorted(),
    );
  });
});
