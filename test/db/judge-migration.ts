/** What a migration says, statement by statement: without comments, in small letters, on one line. */
export const statementsOf = (text: string): string[] =>
  text
    .split("--> statement-breakpoint")
    .flatMap((part) => (part.includes("$$") ? [part] : part.split(";")))
    .map((part) =>
      part
        .replaceAll(/^\s*--.*$/gm, "")
        .replaceAll(/\s+/g, " ")
        .replaceAll(/"public"\.|"/g, "")
        .trim()
        .toLowerCase(),
    )
    .filter((part) => part !== "");

/** The lists of allowed words that a schema's constraints hold, as far as migrations have come. */
export type Constraints = Map<string, string>;

const valuesOf = (constraint: string): Set<string> =>
  new Set([...constraint.matchAll(/'([^']*)'/g)].map(([, value]) => value ?? ""));

/** Whether everything that was allowed still is: the same sentence with more words in its lists. */
const allowsMore = (before: string, after: string): boolean => {
  const sentence = (text: string) => text.replaceAll(/'[^']*'(, )?/g, "");
  return sentence(before) === sentence(after) && valuesOf(before).isSubsetOf(valuesOf(after));
};

const judgeAlteration = (
  table: string,
  how: string,
  { added, dropped }: { added: ReadonlySet<string>; dropped: Constraints },
): string | undefined => {
  if (/^add column (?!.*\bnot null\b)/.test(how)) return undefined;
  if (/^add column .*\bdefault\b/.test(how)) return undefined;
  if (how.startsWith("add column")) return `${table} asks for a new column`;
  const constraint = /^add constraint (\S+) (.*)$/.exec(how);
  if (constraint) {
    const [, name = "", rule = ""] = constraint;
    const before = dropped.get(name);
    if (before !== undefined && allowsMore(before, rule)) return undefined;
    const about = /^(?:foreign key |unique) ?\((\w+)\)/.exec(rule)?.[1];
    return about !== undefined && added.has(`${table}.${about}`)
      ? undefined
      : `${table} is held to ${name}`;
  }
  if (how.startsWith("drop constraint") || /^set (un)?logged$/.test(how)) return undefined;
  return `${table}: ${how}`;
};

const judge = (
  statement: string,
  known: { made: ReadonlySet<string>; added: ReadonlySet<string>; dropped: Constraints },
): string | undefined => {
  const altered = /^alter table (\S+) (.*)$/.exec(statement);
  if (altered) {
    const [, table = "", how = ""] = altered;
    return known.made.has(table) ? undefined : judgeAlteration(table, how, known);
  }
  const held =
    /^create (?:unique index|(?:constraint )?trigger) (\S+) .*?\bon (\S+)/.exec(statement) ?? [];
  if (held[2] !== undefined) {
    return known.made.has(held[2]) ? undefined : `${held[2]} is held to ${held[1]}`;
  }
  const takesAway = /^(drop|revoke|truncate|delete|update|alter (?!default))/;
  const restricts = /^create policy .* as restrictive/;
  return takesAway.test(statement) || restricts.test(statement)
    ? statement.slice(0, 90)
    : undefined;
};

/** What `form` finds in each statement, part by part, with full stops between. */
const namesIn = (statements: readonly string[], form: RegExp): Set<string> =>
  new Set(statements.flatMap((statement) => form.exec(statement)?.slice(1).join(".") ?? []));

/**
 * What in a migration may stand in the way of the version before, which works beside it: whatever is
 * taken away, renamed, changed in kind, or newly refused. Tables that the migration makes are its own.
 * @param constraints those of earlier migrations; those of this one are added
 */
export const judgeMigration = (text: string, constraints: Constraints): string[] => {
  const statements = statementsOf(text);
  const made = namesIn(statements, /^create (?:unlogged )?table (\S+)/);
  const added = namesIn(statements, /^alter table (\S+) add column (\w+)/);
  const dropped: Constraints = new Map();
  const verdicts: string[] = [];
  for (const statement of statements) {
    const [, lost] = /^alter table \S+ drop constraint (\S+)/.exec(statement) ?? [];
    if (lost !== undefined) dropped.set(lost, constraints.get(lost) ?? "");
    const verdict = judge(statement, { made, added, dropped });
    if (verdict !== undefined) verdicts.push(verdict);
    for (const [, name = "", rule = ""] of statement.matchAll(
      /constraint (\w+) ((?:check|unique|primary|foreign).*?)(?=, constraint |$| \)$)/g,
    )) {
      constraints.set(name, rule);
    }
  }
  return verdicts;
};
