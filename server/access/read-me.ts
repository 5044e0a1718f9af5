import type { Reader } from "../../db/client.ts";
import type { Config } from "../config.ts";
import { findProgramNames } from "./access.repo.ts";
import type { Me } from "./contract.ts";
import type { SecondFactorState } from "./second-factor-rule.ts";
import { trainingAccounts } from "./training-accounts.ts";
import type { SignedIn, Viewer } from "./viewer.ts";

const describe = async (
  reader: Reader,
  viewer: SignedIn,
  secondFactor: SecondFactorState,
): Promise<Me["viewer"]> => {
  const { userId, name, email, role, programIds, leadOf } = viewer;
  const programs = programIds.size === 0 ? [] : await findProgramNames(reader, [...programIds]);
  return {
    id: userId,
    name,
    email,
    role,
    second_factor: secondFactor,
    programs: programs.map((program) => ({ ...program, lead: leadOf.has(program.id) })),
  };
};

/** Who the viewer is, and what this instance offers; no account is told of but the training ones. */
export const readMe = async (
  reader: Reader,
  viewer: Viewer,
  {
    config,
    sendsMail,
    takesPasskeys,
    secondFactor = "unset",
  }: {
    config: Config;
    sendsMail: boolean;
    takesPasskeys: boolean;
    secondFactor: SecondFactorState | undefined;
  },
): Promise<Me> => {
  const training = config.dataset.includes("training");
  return {
    viewer: viewer.kind === "anonymous" ? null : await describe(reader, viewer, secondFactor),
    instance: {
      training,
      password_sign_in: training,
      code_sign_in: sendsMail,
      passkeys: takesPasskeys,
      sign_on: config.oidc?.label ?? null,
      training_accounts: training
        ? trainingAccounts.map(({ email, role }) => ({ email, role }))
        : [],
      map_style_url: config.mapStyleUrl ?? null,
    },
  };
};
