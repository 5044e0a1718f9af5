import type { Role } from "../../db/codes.ts";
import { anonymous, type SignedIn, type Viewer } from "../../server/access/viewer.ts";

/** A signed-in person of a role, who works for these programs. */
export const viewerAs = (role: Role, programIds: string[] = []): SignedIn => ({
  kind: "user",
  userId: `a-${role}`,
  name: `A ${role}`,
  email: `${role}@training.test`,
  role,
  programIds: new Set(programIds),
  leadOf: new Set(),
});

/** Everybody who may look, with the provider staff of `programIds`. */
export const everyViewer = (programIds: string[] = []): Viewer[] => [
  anonymous,
  viewerAs("worker"),
  viewerAs("provider", programIds),
  viewerAs("provider"),
  viewerAs("analyst"),
  viewerAs("steward"),
  viewerAs("administrator"),
];
