import { Type, type Static } from "typebox";
import { Named } from "../../contract.ts";

export const CallCode = Named("CallCode", {
  code: Type.String({ description: "Six digits, shown this once" }),
});
export type CallCode = Static<typeof CallCode>;
