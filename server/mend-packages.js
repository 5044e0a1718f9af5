// Mends faults of installed packages that their makers have not mended yet: plain JavaScript without
// dependencies, run by server/bootstrap.js and by the image's build. Doing it again changes nothing.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * @typedef {{ file: string, version: string, changes: readonly (readonly [string, string])[] }} Mend
 * @type {readonly Mend[]}
 */
const mends = [
  // Where a server hung up between two statements of a transaction, the next one was sent all the
  // same (porsager/postgres #1154, #1208): it ended the whole process, or went out on a connection
  // that had been made anew, perhaps within the transaction of somebody else.
  {
    file: "postgres/src/index.js",
    version: "3.4.9",
    changes: [
      [
        "      , connection\n      , prepare = null\n",
        "      , connection\n      , lost = null\n      , prepare = null\n",
      ],
      ["connection.onclose = reject)\n", "connection.onclose = e => (lost = e, reject(e)))\n"],
      [
        "        q.catch(e => uncaughtError || (uncaughtError = e))\n",
        "        q.catch(e => uncaughtError || (uncaughtError = e))\n" +
          "        if (lost)\n          return q.reject(lost)\n",
      ],
      [
        "    c.reserved.release = true\n",
        "    c.reserved.release = true\n    let lost = null\n    c.onclose = e => lost = e\n",
      ],
      [
        "    sql.release = () => {\n",
        "    sql.release = () => {\n      if (lost)\n        return\n      c.onclose = null\n",
      ],
      [
        "    function handler(q) {\n      c.queue === full\n",
        "    function handler(q) {\n      if (lost)\n        return q.reject(lost)\n      c.queue === full\n",
      ],
    ],
  },
  // What was about to be sent when a connection closed was sent first on the next one, and what
  // still came to be sent on it ended the whole process.
  {
    file: "postgres/src/connection.js",
    version: "3.4.9",
    changes: [
      [
        "    clearImmediate(nextWriteTimer)\n",
        "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n",
      ],
      [
        "    const x = socket.write(chunk, fn)\n",
        "    if (socket === null) {\n" +
          "      chunk = nextWriteTimer = null\n" +
          "      query && queryError(query, Errors.connection('CONNECTION_CLOSED', options))\n" +
          "      return false\n" +
          "    }\n" +
          "    const x = socket.write(chunk, fn)\n",
      ],
    ],
  },
];

/**
 * Mends what lies in `modules`. Another version of a package is left as it is: whoever raises one
 * looks whether its mend is still needed.
 * @param {string} modules
 */
export const mendPackages = (modules) => {
  for (const { file, version, changes } of mends) {
    const path = join(modules, file);
    const about = join(modules, file.split("/")[0] ?? "", "package.json");
    if (!existsSync(path) || JSON.parse(readFileSync(about, "utf8")).version !== version) continue;
    const found = readFileSync(path, "utf8");
    if (changes.every(([, mend]) => found.includes(mend))) continue;
    const mended = changes.reduce(
      (text, [fault, mend]) => (text.includes(mend) ? text : text.replaceAll(fault, mend)),
      found,
    );
    // Written beside and renamed: another process may be reading it.
    writeFileSync(`${path}.mended`, mended);
    renameSync(`${path}.mended`, path);
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  mendPackages(fileURLToPath(new URL("../node_modules", import.meta.url)));
}
