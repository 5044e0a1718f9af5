import type { Config } from "../config.ts";

/** What a person who started Harborlight needs to know first. */
export const greeting = (config: Config, accounts: readonly string[], password: string): string => {
  const lines = [`Harborlight is ready at ${config.publicUrl}`];
  if (config.dataset.includes("training")) {
    lines.push(
      "",
      `Training accounts (fictional; password ${password}):`,
      ...accounts.map((email) => `  ${email}`),
    );
  }
  return lines.join("\n");
};
