// Loaded before main (`node --import`), as it changes how main's own imports are found.
import { enableCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

// Compiled code is kept from one start to the next.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url)));

/**
 * Node reads a package's package.json anew for every file that imports another of the same package,
 * and drizzle-orm's has 180 kB: half a second and 150 MB at every start. Its files import
 * each other by exact relative path, so that there is nothing to look up.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith(".") && context.parentURL?.includes("/node_modules/drizzle-orm/")
      ? { url: new URL(specifier, context.parentURL).href, format: "module", shortCircuit: true }
      : next(specifier, context),
});
