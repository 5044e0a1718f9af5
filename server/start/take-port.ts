import { createServer } from "node:net";
import { CannotStart, failureCode, failureText } from "../../db/cannot-start.ts";
import type { Config } from "../config.ts";

type Address = Pick<Config, "host" | "port">;

/** Why this address cannot be listened on, in one line that says what to do. */
export const addressRefusal = (error: unknown, { host, port }: Address): CannotStart => {
  if (failureCode(error) === "EADDRINUSE") {
    return new CannotStart(
      `Port ${port} on ${host} is taken: stop the program that uses it, or choose another port, for example PORT=${port + 1} npm start.`,
      error,
    );
  }
  if (failureCode(error) === "EACCES") {
    return new CannotStart(
      `Port ${port} on ${host} may not be opened by this user: choose one above 1023 with PORT.`,
      error,
    );
  }
  return new CannotStart(
    `The address ${host}:${port} cannot be listened on (${failureText(error)}): check HOST and PORT.`,
    error,
  );
};

/** Refuses early, before anything is built or started, where the address is not to be had. */
export const requireFreeAddress = (address: Address): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(addressRefusal(error, address)));
    probe.listen(address.port, address.host, () => probe.close(() => resolve()));
  });
