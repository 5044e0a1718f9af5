import { CsvError, parse } from "csv-parse";
import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { DomainError } from "../../errors.ts";
import { mostRows } from "./contract.ts";
import { readHead, unreadable, type Column } from "./count-columns.ts";

/** Bytes that a file of counts may have; ten thousand rows are about one million. */
export const mostBytes = 5_000_000;

export type FileRow = Partial<Record<Column, string>>;

const tooLarge = () =>
  new DomainError(
    "body_too_large",
    `That file is larger than ${mostBytes / 1_000_000} MB; send the counts in several.`,
  );

/** The text of the body, as far as it is UTF-8 and not too large; `length` is what its head says. */
const readText = async (body: Readable, length: number | undefined): Promise<string> => {
  if (length !== undefined && length > mostBytes) throw tooLarge();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  const parts: string[] = [];
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      const piece = chunk as Buffer;
      bytes += piece.length;
      if (bytes > mostBytes) throw tooLarge();
      parts.push(decoder.decode(piece, { stream: true }));
    }
    parts.push(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) {
      throw unreadable("encoding", "is not UTF-8: save the file as CSV UTF-8");
    }
    throw error;
  }
  const text = parts.join("");
  if (text.includes("\0")) throw unreadable("encoding", "is not that of a CSV file");
  return text;
};

/** Comma, semicolon or tab: the one that the head has most of, as spreadsheets differ by country. */
const delimiterOf = (text: string): string => {
  const head = text.slice(0, 2000).split(/[\r\n]/, 1)[0] ?? "";
  const count = (mark: string) => head.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
};

const toRow = (columns: readonly (Column | undefined)[], cells: readonly string[]): FileRow => {
  const row: FileRow = {};
  columns.forEach((column, at) => {
    const cell = cells[at]?.trim();
    if (column && cell !== undefined && cell !== "") row[column] = cell;
  });
  return row;
};

/**
 * Reads an inventory file: CSV in UTF-8 with or without a byte-order mark, any line ends, commas,
 * semicolons or tabs, its head as `columnNames` has it. Searches are answered while it is read.
 * @throws DomainError `body_too_large`, `unreadable_csv`
 */
export const readCountFile = async (
  body: Readable,
  length: number | undefined,
): Promise<FileRow[]> => {
  const text = await readText(body, length);
  const parser = parse({
    ...{ bom: true, delimiter: delimiterOf(text.replace(/^\uFEFF/, "")) },
    ...{ relax_column_count: true, skip_records_with_empty_values: true, max_record_size: 20_000 },
  });
  parser.end(text);
  let columns: (Column | undefined)[] | undefined;
  const rows: FileRow[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (!columns) {
        columns = readHead(cells);
        continue;
      }
      if (rows.length === mostRows) {
        throw unreadable("rows", `are more than ${mostRows}; send them in several files`);
      }
      rows.push(toRow(columns, cells));
      if (rows.length % 500 === 0) await nextTurn();
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(`line ${parser.info.lines}`, "is no line of a CSV file; look at its quotes");
  }
  if (rows.length === 0) throw unreadable("rows", "are missing: there is no row of counts");
  return rows;
};
