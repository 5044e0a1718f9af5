/** What the machine that runs the tests says of itself. */
export const testSettings = {
  /** The Chromium to drive; undefined: look for one. */
  chromiumPath: process.env["CHROMIUM_PATH"] || undefined,
  /** Whether the browser tests write the README's picture anew. */
  writePictures: process.env["PICTURES"] === "1",
  /** A real Meilisearch to run what is run against the in-test one too; undefined: none. */
  meilisearch: process.env["MEILI_URL"]
    ? { url: process.env["MEILI_URL"], key: process.env["MEILI_KEY"] }
    : undefined,
};
