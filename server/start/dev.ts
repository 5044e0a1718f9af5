import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { readConfig } from "../config.ts";

const clone = fileURLToPath(new URL("../..", import.meta.url));
const { port, host } = readConfig();
const api = `http://${host}:${port}`;

// The server starts anew when its sources change; the page keeps its state and takes web changes live.
const server = spawn(
  process.execPath,
  [
    ...["--watch", "--watch-preserve-output"],
    ...["server", "db", "seed"].map((folder) => `--watch-path=${folder}`),
    ...["server/main.ts", "--interface-only"],
  ],
  { cwd: clone, stdio: "inherit" },
);
const web = await createServer({
  root: fileURLToPath(new URL("../../web", import.meta.url)),
  configFile: fileURLToPath(new URL("../../vite.config.ts", import.meta.url)),
  server: {
    proxy: Object.fromEntries(["/api", "/docs", "/openapi.json"].map((path) => [path, api])),
  },
});
await web.listen();
console.log(`Web app with live changes: ${web.resolvedUrls?.local[0] ?? ""}`);

const stop = async () => {
  server.kill("SIGTERM");
  await web.close();
  process.exit(0);
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
server.once("exit", (code) => process.exit(code ?? 0));
