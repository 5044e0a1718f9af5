import { expect, test } from "vitest";
import { trainingPassword as made } from "../../../server/access/training-accounts.ts";
import { trainingPassword as offered } from "../../../web/sign-in/training-password.ts";

test("the password behind the one-tap accounts is the one that they were made with", () => {
  expect(offered).toBe(made);
});
