import { Type, type Static } from "typebox";
import { roles } from "../../db/codes.ts";
import { Coded, Named, Nullable, Uuid } from "../contract.ts";

export const Me = Named("Me", {
  viewer: Nullable(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      email: Type.String(),
      role: Coded("Role", roles, "Role"),
      programs: Type.Array(Type.Object({ id: Uuid, name: Type.String(), lead: Type.Boolean() }), {
        description: "Programs that this person works for",
      }),
    }),
  ),
  instance: Type.Object({
    training: Type.Boolean({ description: "Fictional training programs are listed here" }),
    password_sign_in: Type.Boolean(),
    training_accounts: Type.Array(
      Type.Object({ email: Type.String(), role: Coded("Role", roles, "Role") }),
      {
        description: "Empty except where training data is seeded",
      },
    ),
    map_style_url: Nullable(Type.String()),
  }),
});
export type Me = Static<typeof Me>;
