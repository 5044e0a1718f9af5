import { join } from "node:path";
import { paraglideVitePlugin, type CompilerOptions } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

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

export default defineConfig({
  root: join(root, "web"),
  plugins: [svelte(), paraglideVitePlugin(messageCompilation)],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // Nothing is inlined as a data: URL, so that the content security policy stays plain.
    assetsInlineLimit: 0,
    target: "es2022",
    reportCompressedSize: false,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
