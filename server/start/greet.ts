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
  if (config.smtpUrl === undefined) {
    lines.push(
      "",
      config.dataset.includes("training")
        ? "Sign-in codes are printed here, because SMTP_URL is not set."
        : "Nobody can sign in by e-mail: set SMTP_URL to the server that sends mail.",
    );
  }
  return lines.join("\n");
};
