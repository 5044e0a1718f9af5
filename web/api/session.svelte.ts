import { keepOnlyFor } from "../beds/kept-owner.ts";
import { api } from "./client.ts";
import { answered } from "./problem.ts";
import type { Me } from "./schema.ts";

type Viewer = NonNullable<Me["viewer"]>;

const nobody: Me["instance"] = {
  training: false,
  password_sign_in: false,
  code_sign_in: false,
  passkeys: false,
  sign_on: null,
  training_accounts: [],
  map_style_url: null,
};

let me = $state.raw<Me>();
let failed = $state(false);

/** Who is signed in, and what this instance offers; reactive. */
export const session = {
  /** undefined: not known yet. */
  get viewer(): Viewer | null | undefined {
    return me?.viewer;
  },
  get instance(): Me["instance"] {
    return me?.instance ?? nobody;
  },
  get known(): boolean {
    return me !== undefined;
  },
  /** The server did not answer who is signed in. */
  get failed(): boolean {
    return failed;
  },
  /** Asks the server again, after signing in or out. */
  async load(): Promise<void> {
    try {
      me = await answered(api.GET("/api/me"));
      failed = false;
      // Another person's counts do not wait on this device; one's own outlive a session that ended.
      if (me.viewer) await keepOnlyFor(me.viewer.id);
    } catch {
      failed = true;
    }
  },
};
