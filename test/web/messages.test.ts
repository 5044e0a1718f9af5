import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, type AST } from "svelte/compiler";
import { describe, expect, test } from "vitest";

const web = join(import.meta.dirname, "../../web");
const settings = JSON.parse(
  await readFile(join(web, "../project.inlang/settings.json"), "utf8"),
) as {
  locales: string[];
  "plugin.inlang.messageFormat": { pathPattern: string[] };
};

type Messages = Record<string, unknown>;
const messagesOf = async (locale: string): Promise<Messages> => {
  const files = settings["plugin.inlang.messageFormat"].pathPattern.map((pattern) =>
    join(web, "..", pattern.replace("{locale}", locale)),
  );
  const all: Messages = {};
  for (const file of files) {
    const { $schema: _schema, ...messages } = JSON.parse(await readFile(file, "utf8")) as Messages;
    for (const [key, words] of Object.entries(messages)) {
      if (key in all) throw new Error(`${key} stands in two message files, in ${file} again.`);
      all[key] = words;
    }
  }
  return all;
};

const sources = (await readdir(web, { recursive: true }))
  .filter((path) => /\.(svelte|ts)$/.test(path) && !/^(paraglide|dist|messages)\//.test(path))
  .map((path) => join(web, path));

const texts = (words: unknown): string[] => {
  if (typeof words === "string") return [words];
  if (typeof words === "object" && words !== null && "match" in words) {
    return Object.values(words.match as Record<string, string>);
  }
  return Array.isArray(words) ? words.flatMap(texts) : [];
};
const inputsOf = (words: unknown): string[] =>
  [
    ...new Set(
      texts(words).flatMap((text) =>
        [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""),
      ),
    ),
  ].sort();

describe("message files", async () => {
  const [base = {}, ...others] = await Promise.all(settings.locales.map(messagesOf));

  test("every language has every message", () => {
    for (const other of others) expect(Object.keys(other).sort()).toEqual(Object.keys(base).sort());
  });

  test("no message is empty, and all languages name the same inputs", () => {
    for (const [key, words] of Object.entries(base)) {
      for (const language of [base, ...others]) {
        for (const text of texts(language[key])) expect(text.trim(), key).not.toBe("");
        expect(inputsOf(language[key]), key).toEqual(inputsOf(words));
      }
    }
  });

  test("every message is used, and every message that is used exists", async () => {
    const used = new Set<string>();
    for (const file of sources) {
      const code = await readFile(file, "utf8");
      for (const [, key = ""] of code.matchAll(/\bm\.(\w+)/g)) used.add(key);
    }
    expect([...used].filter((key) => !(key in base)).sort()).toEqual([]);
    expect(Object.keys(base).filter((key) => !used.has(key))).toEqual([]);
  });
});

const spokenAttributes = new Set([
  "aria-label",
  "aria-description",
  "placeholder",
  "title",
  "alt",
  "label",
]);
const hasLetters = (text: string) => /\p{L}/u.test(text);

type Node = { type: string } & Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

/** Words that a component would show without asking the message files. */
const hardCoded = (node: Node, inStyleOrScript = false): string[] => {
  if (node.type === "Text" && !inStyleOrScript) {
    const { data } = node as unknown as AST.Text;
    return hasLetters(data) ? [data.trim()] : [];
  }
  if (node.type === "Attribute") {
    const { name, value } = node as unknown as AST.Attribute;
    if (!spokenAttributes.has(name) || value === true) return [];
    const parts = Array.isArray(value) ? value : [value];
    return parts.flatMap((part) => {
      if (part.type === "Text") return hasLetters(part.data) ? [`${name}: ${part.data}`] : [];
      const { expression } = part;
      return expression.type === "Literal" && hasLetters(String(expression.value))
        ? [`${name}: ${String(expression.value)}`]
        : [];
    });
  }
  if (node.type === "ExpressionTag") {
    const { expression } = node as unknown as AST.ExpressionTag;
    if (expression.type === "Literal" && hasLetters(String(expression.value))) {
      return [String(expression.value)];
    }
  }
  return Object.values(node).flatMap((child) =>
    (Array.isArray(child) ? child : [child]).filter(isNode).flatMap((inner) => hardCoded(inner)),
  );
};

const findIn = (code: string) => {
  const { fragment } = parse(code, { modern: true });
  return hardCoded(fragment as unknown as Node);
};

test("no component shows words of its own", async () => {
  const found: string[] = [];
  for (const file of sources.filter((path) => path.endsWith(".svelte"))) {
    for (const words of findIn(await readFile(file, "utf8"))) {
      found.push(`${file.slice(web.length + 1)}: ${words}`);
    }
  }
  expect(found).toEqual([]);
});

test.each([
  ["<p>Hello</p>", "Hello"],
  ['<input placeholder="Find" />', "placeholder: Find"],
  ['{#if true}<button aria-label={"Close"}>×</button>{/if}', "aria-label: Close"],
  ['<p>{"Hello"}</p>', "Hello"],
])("finds hard-coded words in %s", (code, words) => {
  expect(findIn(code)).toEqual([words]);
});

test.each([
  "<p>{m.hello()} · 3</p>",
  '<p class="big">{count}</p>',
  "<style>p { color: red }</style>",
])("finds none in %s", (code) => expect(findIn(code)).toEqual([]));
