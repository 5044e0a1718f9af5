import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { CannotStart, failureCode, failureText } from "../../db/cannot-start.ts";

const sources = ["web", "project.inlang/settings.json", "vite.config.ts", "package-lock.json"];
const generated = new Set(["web/dist", "web/paraglide"]);
const stampFile = ".built-from";

const filesUnder = async (clone: string, path: string): Promise<string[]> => {
  if (generated.has(path)) return [];
  const found = await stat(join(clone, path)).catch(() => undefined);
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  const names = await readdir(join(clone, path));
  const below = await Promise.all(names.map((name) => filesUnder(clone, `${path}/${name}`)));
  return below.flat().sort();
};

/** A fingerprint of everything that the web app is made from. */
export const fingerprintSources = async (clone: string): Promise<string> => {
  const hash = createHash("sha256");
  for (const path of (await Promise.all(sources.map((path) => filesUnder(clone, path)))).flat()) {
    hash.update(`${path}\0`).update(await readFile(join(clone, path)));
  }
  return hash.digest("hex");
};

const runVite = (clone: string, outDir: string, more: readonly string[], signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const vite = join(clone, "node_modules/vite/bin/vite.js");
    const build = spawn(
      process.execPath,
      [
        vite,
        "build",
        "--outDir",
        relative(join(clone, "web"), outDir),
        ...more,
        "--logLevel",
        "error",
      ],
      {
        cwd: clone,
        stdio: ["ignore", "inherit", "inherit"],
        signal,
        // Whoever builds, a test among them: elsewhere libraries bring what helps to develop.
        env: { NODE_ENV: "production" },
      },
    );
    build.once("error", reject);
    build.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new CannotStart("The web app could not be built: the lines above say why."));
    });
  });

const compressible = /\.(js|mjs|css|html|svg|json|webmanifest|txt|mvt)$/;

const compress = async (file: string): Promise<void> => {
  const content = await readFile(file);
  if (content.length < 1024) return;
  // The last few percent take long, and are worth it in what is small and waited for.
  const params = { [constants.BROTLI_PARAM_QUALITY]: content.length < 300_000 ? 11 : 9 };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
};

const build = async (clone: string, dist: string, stamp: string, signal: AbortSignal) => {
  console.log("Building the web app.");
  const unfinished = join(clone, "node_modules", ".cache", `harborlight-web-${process.pid}`);
  try {
    await mkdir(unfinished, { recursive: true });
    await runVite(clone, unfinished, ["--emptyOutDir"], signal);
    // The page of a confirm link stands beside the app and shares nothing with it.
    await runVite(clone, unfinished, ["--mode", "confirm"], signal);
    const files = await readdir(unfinished, { recursive: true });
    await Promise.all(
      files
        .filter((file) => compressible.test(file))
        .map((file) => compress(join(unfinished, file))),
    );
    await writeFile(join(unfinished, stampFile), stamp);
    await rm(dist, { recursive: true, force: true });
    await rename(unfinished, dist);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};

/** Builds the web app into web/dist unless it was built from these very sources; answers its folder. */
export const buildWeb = async (
  clone: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<string> => {
  const dist = join(clone, "web", "dist");
  const stamp = await fingerprintSources(clone);
  const built = existsSync(join(dist, stampFile))
    ? await readFile(join(dist, stampFile), "utf8")
    : undefined;
  if (built === stamp) return dist;
  try {
    await build(clone, dist, stamp, signal);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(failureCode(error) ?? "")) throw error;
    throw new CannotStart(
      `The web app's sources have changed and it cannot be built here (${failureText(error)}): make ${clone} writable with some space to spare, or build it elsewhere.`,
      error,
    );
  }
  return dist;
};
