import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder that every system user may enter, as the database's must; disposing removes it. */
export const temporaryFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), "harborlight-"));
  await chmod(path, 0o755);
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
};
