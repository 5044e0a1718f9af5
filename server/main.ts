import closeWithGrace from "close-with-grace";
import { fileURLToPath } from "node:url";
import { CannotStart } from "../db/cannot-start.ts";
import { trainingAccounts, trainingPassword } from "./access/training-accounts.ts";
import { readConfig, type Config } from "./config.ts";
import { greeting } from "./start/greet.ts";
import { startHarborlight } from "./start/start-harborlight.ts";

const clone = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const giveUp = (error: unknown): never => {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
};

const configured = (): Config => {
  try {
    return readConfig();
  } catch (error) {
    return giveUp(error);
  }
};

const config = configured();

const start = async () => {
  // While developing, Vite serves the web app.
  const serveWeb = !process.argv.includes("--interface-only");
  const running = await startHarborlight(config, clone, { serveWeb });
  const accounts = trainingAccounts.map(({ email }) => email);
  console.log(greeting(config, accounts, trainingPassword));
  return running;
};

const starting = start();

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
// A terminal and npm both pass on Ctrl-C; the second signal is not a second wish.
const delay = 15_000 + config.drainSeconds * 1000;
const closing = closeWithGrace({ delay, skip: [...signals] }, async ({ err }) => {
  if (err) console.error(err);
  const running = await starting.catch(() => undefined);
  await running?.stop();
});
let asked = false;
for (const signal of signals) {
  process.on(signal, () => {
    if (!asked) closing.close();
    asked = true;
  });
}

starting.catch(giveUp);
