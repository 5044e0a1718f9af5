import type { Role } from "../../db/codes.ts";

/** Who asks. `programIds` are the programs that a provider's person works for. */
export type Viewer =
  | { readonly kind: "anonymous" }
  | {
      readonly kind: "user";
      readonly userId: string;
      readonly name: string;
      readonly email: string;
      readonly role: Role;
      readonly programIds: ReadonlySet<string>;
      readonly leadOf: ReadonlySet<string>;
      /** The API key by which a program's system asks; `userId` is then who made the key. */
      readonly key?: string;
    };

export type SignedIn = Extract<Viewer, { kind: "user" }>;

export const anonymous: Viewer = { kind: "anonymous" };
