import { badRequest } from "./refusal.ts";

/** A filter expression taken apart, by the grammar of Meilisearch's `filter-parser`. */
export type Expression =
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] }
  | { readonly kind: "not"; readonly inner: Expression }
  | {
      readonly kind: "compare";
      readonly field: string;
      readonly operator: "=" | "!=" | ">" | ">=" | "<" | "<=";
      readonly value: string;
    }
  | { readonly kind: "in"; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: "exists"; readonly field: string }
  | {
      readonly kind: "radius";
      readonly lat: number;
      readonly lng: number;
      readonly metres: number;
    };

const keywords = new Set(
  "AND OR IN NOT TO EXISTS IS NULL EMPTY CONTAINS STARTS WITH _geoRadius _geoBoundingBox".split(
    " ",
  ),
);
const isWordPart = (letter: string) => /[\p{Alphabetic}\p{Nd}\p{Nl}\p{No}_.-]/u.test(letter);

const refuse = (message: string) => badRequest("invalid_search_filter", message);

// What stands after a backslash in a value, once a quote that is meant as itself is out of the way.
const unescaped = (text: string): string =>
  text.replaceAll(/\\(u\{[0-9a-fA-F]+\}|.|$)/gsu, (whole, what: string) => {
    if (what === "\\") return "\\";
    if (what === "n") return "\n";
    if (what === "t") return "\t";
    if (what === "r") return "\r";
    if (what === "'" || what === '"') return what;
    throw refuse(`Malformed value: \`${whole}\`.`);
  });

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Expression {
    const expression = this.#or();
    this.#space();
    if (this.#at < this.#text.length) {
      throw refuse(`Found unexpected characters at the end of the filter: \`${this.#rest()}\`.`);
    }
    return expression;
  }

  #rest() {
    return this.#text.slice(this.#at);
  }

  #space() {
    while (/\s/u.test(this.#text[this.#at] ?? "x")) this.#at += 1;
  }

  /** A keyword with blanks, or the end, after it. */
  #keyword(word: string): boolean {
    this.#space();
    if (!new RegExp(`^${word}(?![\\p{L}\\p{N}_.-])`, "u").test(this.#rest())) return false;
    this.#at += word.length;
    this.#space();
    return true;
  }

  #symbol(symbol: string): boolean {
    this.#space();
    if (!this.#rest().startsWith(symbol)) return false;
    this.#at += symbol.length;
    return true;
  }

  #demand(symbol: string): void {
    if (!this.#symbol(symbol)) throw refuse(`Expected \`${symbol}\` at \`${this.#rest()}\`.`);
  }

  #or(): Expression {
    const parts = [this.#and()];
    while (this.#keyword("OR")) parts.push(this.#and());
    return parts.length === 1 ? (parts[0] as Expression) : { kind: "or", parts };
  }

  #and(): Expression {
    const parts = [this.#not()];
    while (this.#keyword("AND")) parts.push(this.#not());
    return parts.length === 1 ? (parts[0] as Expression) : { kind: "and", parts };
  }

  #not(): Expression {
    return this.#keyword("NOT") ? { kind: "not", inner: this.#not() } : this.#primary();
  }

  #primary(): Expression {
    if (this.#symbol("(")) {
      const inner = this.#or();
      this.#demand(")");
      return inner;
    }
    if (this.#symbol("_geoRadius(")) return this.#radius();
    const field = this.#value();
    if (this.#keyword("IN")) return { kind: "in", field, values: this.#list() };
    if (this.#keyword("EXISTS")) return { kind: "exists", field };
    if (this.#keyword("NOT")) {
      if (this.#keyword("EXISTS")) return { kind: "not", inner: { kind: "exists", field } };
      if (this.#keyword("IN")) {
        return { kind: "not", inner: { kind: "in", field, values: this.#list() } };
      }
      throw refuse(`Expected \`EXISTS\` or \`IN\` after \`NOT\` at \`${this.#rest()}\`.`);
    }
    const operator = (["!=", ">=", "<=", "=", ">", "<"] as const).find((one) => this.#symbol(one));
    if (!operator) throw refuse(`Was expecting an operation at \`${this.#rest()}\`.`);
    return { kind: "compare", field, operator, value: this.#value() };
  }

  #radius(): Expression {
    const number = () => {
      this.#space();
      const [written = ""] = /^-?[0-9.]+(e[+-]?[0-9]+)?/i.exec(this.#rest()) ?? [];
      if (written === "") throw refuse("The `_geoRadius` filter takes three numbers.");
      this.#at += written.length;
      return Number(written);
    };
    const lat = number();
    this.#demand(",");
    const lng = number();
    this.#demand(",");
    const metres = number();
    this.#demand(")");
    if (Math.abs(lat) > 90) throw refuse(`Bad latitude \`${lat}\`.`);
    if (Math.abs(lng) > 180) throw refuse(`Bad longitude \`${lng}\`.`);
    return { kind: "radius", lat, lng, metres };
  }

  #list(): string[] {
    this.#demand("[");
    const values: string[] = [];
    while (!this.#symbol("]")) {
      values.push(this.#value());
      if (this.#symbol("]")) break;
      this.#demand(",");
    }
    return values;
  }

  #value(): string {
    this.#space();
    const quote = this.#text[this.#at];
    if (quote === '"' || quote === "'") return this.#quoted(quote);
    let word = "";
    while (isWordPart(this.#text[this.#at] ?? " ")) word += this.#text[this.#at++] ?? "";
    if (word === "" || keywords.has(word)) {
      throw refuse(`Was expecting a value but instead got \`${word || this.#rest()}\`.`);
    }
    return word;
  }

  #quoted(quote: string): string {
    const from = ++this.#at;
    while (this.#at < this.#text.length && this.#text[this.#at] !== quote) {
      this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
    }
    if (this.#text[this.#at] !== quote) {
      throw refuse(`Expression \`${this.#text.slice(from - 1)}\` is missing its closing quote.`);
    }
    const written = this.#text.slice(from, this.#at);
    this.#at += 1;
    return unescaped(written);
  }
}

/** Reads a filter; refuses what Meilisearch refuses. */
export const parseFilter = (text: string): Expression => new Parser(text).whole();

/** The fields that an expression looks at; a place counts as `_geo`. */
export const fieldsOf = (expression: Expression): string[] => {
  switch (expression.kind) {
    case "and":
    case "or":
      return expression.parts.flatMap(fieldsOf);
    case "not":
      return fieldsOf(expression.inner);
    case "radius":
      return ["_geo"];
    default:
      return [expression.field];
  }
};
