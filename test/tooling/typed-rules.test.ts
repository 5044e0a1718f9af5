import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ESLint } from "eslint";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const clone = fileURLToPath(new URL("../..", import.meta.url));
const eslint = new ESLint({ cwd: clone });

/** Rules of components that the native linter does not have. */
const lacking = ["no-unsafe-class-instance-assignment"];

type Rules = Record<string, [0 | 1 | 2 | string, ...unknown[]] | string>;

/** Rules of typescript-eslint that `path` is held to, with their options, by their bare names. */
const rulesFor = async (path: string): Promise<Map<string, unknown[]>> => {
  const { rules } = (await eslint.calculateConfigForFile(path)) as { rules: Rules };
  // Which libraries may be imported differs by folder.
  const own = Object.entries(rules).filter(
    ([name]) => name.startsWith("@typescript-eslint/") && !name.endsWith("no-restricted-imports"),
  );
  return new Map(
    own
      .map(([name, given]) => [name.replace("@typescript-eslint/", ""), [given].flat()] as const)
      .filter(([, [severity]]) => severity === 2)
      .map(([name, [, ...options]]) => [name, options]),
  );
};

/** Those that the native linter holds all other code to. */
const nativeRules = async (): Promise<Map<string, unknown[]>> => {
  const { rules } = JSON.parse(await readFile(join(clone, ".oxlintrc.json"), "utf8")) as {
    rules: Rules;
  };
  return new Map(
    Object.entries(rules).map(([name, given]) => {
      const [severity, ...options] = [given].flat();
      expect(severity, name).toBe("error");
      return [name.replace("typescript/", ""), options];
    }),
  );
};

test("what components are held to, all other code is held to, by one linter or the other", async () => {
  const ofComponents = await rulesFor(join(clone, "web/App.svelte"));
  const ofOthers = new Map([
    ...(await rulesFor(join(clone, "server/app.ts"))),
    ...(await nativeRules()),
  ]);
  // typescript-eslint sees each imported component as any, and is silent there.
  for (const unsafe of ["argument", "assignment", "return"]) {
    expect(ofOthers.delete(`no-unsafe-${unsafe}`)).toBe(true);
  }
  for (const name of lacking) expect(ofComponents.delete(name)).toBe(true);
  expect(ofComponents.size).toBeGreaterThan(60);
  expect(Object.fromEntries(ofOthers)).toEqual(Object.fromEntries(ofComponents));
});

test("a promise that nobody waits for is found, and no comment hides it from both", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "adrift.ts");
  const adrift = "const later = async () => 1;\nlater();\n";
  const settings = JSON.stringify({ compilerOptions: { strict: true, types: [] } });
  const hidden = `// oxlint-disable-next-line typescript/no-floating-promises\n${adrift}`;
  await writeFile(file, adrift);
  await writeFile(join(folder.path, "tsconfig.json"), settings);
  const oxlint = join(clone, "node_modules/oxlint/bin/oxlint");
  const linted = promisify(execFile)(
    process.execPath,
    [oxlint, "-c", join(clone, ".oxlintrc.json"), "-f", "unix", folder.path],
    { cwd: clone },
  );
  await expect(linted).rejects.toMatchObject({
    stdout: expect.stringContaining("typescript(no-floating-promises)") as string,
  });
  const [result] = await eslint.lintText(hidden, { filePath: join(clone, "server/adrift.ts") });
  expect(result?.messages.map(({ ruleId }) => ruleId)).toContain("no-warning-comments");
});
