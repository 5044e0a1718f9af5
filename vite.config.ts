import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { paraglideVitePlugin, type CompilerOptions } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { atlasTiles } from "./web/build/atlas-plugin.ts";
import type { Atlas } from "./web/build/cut-atlas.ts";

const root = import.meta.dirname;

/**
 * How message files become functions, typed by their comments: declarations of their own would take
 * half of the build's time.
 */
export const messageCompilation: CompilerOptions = {
  project: join(root, "project.inlang"),
  outdir: join(root, "web/paraglide"),
  strategy: ["localStorage", "preferredLanguage", "baseLocale"],
  localStorageKey: "language",
  isServer: "import.meta.env.SSR",
};

/** Lets the page run the script `ahead` as soon as it is there, before the rest has arrived. */
const runAhead: Plugin = {
  name: "run-ahead",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle)
        .filter((file) => file.type === "chunk" && file.isEntry && file.name === "ahead")
        .map(({ fileName }) => ({
          tag: "script",
          attrs: { type: "module", async: true, crossorigin: true, src: `/${fileName}` },
          injectTo: "head",
        })),
  },
};

const textOf = (content: string | Uint8Array): string =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

/**
 * Puts the script and the styles of a confirm link's page into the page: on a slow network each file
 * more is a wait more. The server lets the browser run what stands there by its hash.
 */
const inlineFiles: Plugin = {
  name: "inline-files",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    const page = bundle["confirm/index.html"];
    if (page?.type !== "asset") return;
    let html = textOf(page.source);
    for (const file of Object.values(bundle)) {
      const tag = new RegExp(`<(script|link)[^>]*"/${file.fileName}"[^>]*>(</script>)?`);
      if (file === page || !tag.test(html)) continue;
      if (file.type === "chunk") {
        const code = file.code.replaceAll("</script", "<\\/script");
        html = html.replace(tag, () => `<script type="module">${code}</script>`);
      } else if (file.fileName.endsWith(".css")) {
        html = html.replace(tag, () => `<style>${textOf(file.source)}</style>`);
      } else continue;
      Reflect.deleteProperty(bundle, file.fileName);
    }
    page.source = html;
  },
};

/**
 * What the first screen needs comes as two files: what asks ahead, and all the rest. A browser has
 * six connections to a server without HTTP/2; where small shared chunks took them, the questions
 * that were asked ahead waited for one.
 */
const firstScreen = {
  groups: [
    { name: "ahead", test: /[\\/]web[\\/]ahead\.ts$/, priority: 2 },
    {
      name: "main",
      tags: ["$initial" as const],
      test: /^(?!.*\/service-worker\.ts$)/,
      priority: 1,
    },
  ],
};

const readAtlas = async (): Promise<Atlas> => {
  const { resolve } = createRequire(import.meta.url);
  return JSON.parse(await readFile(resolve("us-atlas/counties-10m.json"), "utf8")) as Atlas;
};

/** The page of a confirm link, when it is built (`--mode confirm`). */
const confirmInput = { confirm: join(root, "web/confirm/index.html") };

/**
 * The app, or in a build of its own the page of a confirm link: shared chunks would bring that page
 * the words and the parts of every screen, and a request for each of them.
 */
export default defineConfig(({ mode }) => ({
  root: join(root, "web"),
  plugins: [
    svelte(),
    paraglideVitePlugin(messageCompilation),
    atlasTiles(readAtlas),
    runAhead,
    inlineFiles,
  ],
  build: {
    outDir: "dist",
    emptyOutDir: mode !== "confirm",
    cssCodeSplit: mode !== "confirm",
    // Nothing is inlined as a data: URL, so that the content security policy stays plain.
    assetsInlineLimit: 0,
    target: "es2022",
    reportCompressedSize: false,
    rolldownOptions: {
      input:
        mode === "confirm"
          ? confirmInput
          : {
              main: join(root, "web/index.html"),
              ahead: join(root, "web/ahead.ts"),
              "service-worker": join(root, "web/service-worker.ts"),
            },
      // Its address stays the same, and at the root it may answer for every screen.
      output: {
        ...(mode !== "confirm" && { codeSplitting: firstScreen }),
        entryFileNames: ({ name }) =>
          name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js",
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
}));
