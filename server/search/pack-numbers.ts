/** Numbers in few letters for a cursor: sorted, their distances, seven bits a byte. */
export const packNumbers = (numbers: Iterable<number>): string => {
  const bytes: number[] = [];
  let before = 0;
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    let rest = number - before;
    before = number;
    while (rest > 127) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes).toString("base64url");
};

/** The numbers that were packed; of any other text, whatever it comes to. */
export const unpackNumbers = (packed: string): number[] => {
  const numbers: number[] = [];
  let [before, value, scale] = [0, 0, 1];
  for (const byte of Buffer.from(packed, "base64url")) {
    value += (byte % 128) * scale;
    scale *= 128;
    if (byte > 127) continue;
    before += value;
    numbers.push(before);
    [value, scale] = [0, 1];
  }
  return numbers;
};
