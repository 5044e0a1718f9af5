export interface NamePart {
  readonly text: string;
  readonly matched: boolean;
}

/** Cuts a name at the marks around its matched words (U+E000 and U+E001). */
export const markedParts = (marked: string): NamePart[] =>
  marked
    .split(/(\uE000[^\uE001]*\uE001)/u)
    .filter((part) => part !== "")
    .map((part) => ({
      text: part.replaceAll(/[\uE000\uE001]/gu, ""),
      matched: part.startsWith("\uE000"),
    }));
