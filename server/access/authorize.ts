import type { Reader } from "../../db/client.ts";
import type { Visibility } from "../../db/codes.ts";
import { DomainError, notFound } from "../errors.ts";
import { findProgramAccess, findPromisedUntil } from "./access.repo.ts";
import { disclose } from "./disclosure.ts";
import { findEntry } from "./people.repo.ts";
import { findAdministered, type PersonRow } from "./people/people-list.repo.ts";
import type { SignedIn, Viewer } from "./viewer.ts";

declare const proof: unique symbol;

/** A thing that was checked for an action; only this module can make one. */
export type Authorized<Action extends string, Thing> = Thing & { readonly [proof]: Action };

const authorized = <Action extends string, Thing extends object>(
  thing: Thing,
): Authorized<Action, Thing> => thing as Authorized<Action, Thing>;

/** What access needs to know of a program. */
export interface ProgramAccess {
  readonly id: string;
  readonly visibility: Visibility;
  /** null: at no site. */
  readonly siteId: string | null;
}

/** A site in whose name something is asked, by way of one of its programs. */
export interface SiteAccess {
  readonly programId: string;
  readonly siteId: string;
  readonly visibility: Visibility;
  readonly viewer: SignedIn;
}

export type SeenProgram = Authorized<"see", ProgramAccess & { viewer: Viewer }>;
export type ReportableProgram = Authorized<
  "report",
  { readonly id: string; readonly viewer: SignedIn }
>;
/** A confidential site whose true address is this viewer's: staff, or a worker with its promise. */
export type OwnSite = Authorized<
  "own address",
  SiteAccess & {
    /** When a worker's promise ends as things stand; null: it is no worker's. */
    readonly until: Date | null;
  }
>;
/** A confidential site whose true address this viewer may see by an audited act. */
export type RevealableSite = Authorized<"reveal", SiteAccess>;
/** A program whose listing is this viewer's to keep true: as one of its staff. */
export type CaredProgram = Authorized<"care", ProgramAccess & { viewer: SignedIn }>;
/** Every program whose beds this viewer may state. */
export type ReportablePrograms = Authorized<
  "report",
  { readonly ids: ReadonlySet<string>; readonly viewer: SignedIn }
>;
export type CountedProgram = Authorized<"count", ProgramAccess & { viewer: SignedIn }>;

/** Throws `not_found` where the program's listing does not exist for this viewer. */
export const requireListing = (
  viewer: Viewer,
  program: { readonly id: string; readonly visibility: Visibility },
): void => {
  if (!disclose(viewer, program).listing) throw notFound();
};

/** The program, if its listing exists for this viewer; otherwise the answer is that nothing is here. */
export const authorizeSight = async (
  reader: Reader,
  viewer: Viewer,
  programId: string,
): Promise<SeenProgram> => {
  const program = await findProgramAccess(reader, programId);
  if (!program) throw notFound();
  requireListing(viewer, program);
  return authorized({ ...program, viewer });
};

/**
 * The program, if this viewer works for it and may state its beds. For whom somebody works their
 * session says, so that for its own staff nothing is asked.
 */
export const authorizeReport = async (
  reader: Reader,
  viewer: Viewer,
  programId: string,
): Promise<ReportableProgram> => {
  if (viewer.kind === "user" && viewer.role === "provider" && viewer.programIds.has(programId)) {
    return authorized({ id: programId, viewer });
  }
  await authorizeSight(reader, viewer, programId);
  requireSignedIn(viewer);
  throw new DomainError("forbidden", "Only this program's staff can report its beds.");
};

/** The program, if this viewer works for it and keeps its listing true. */
export const authorizeCare = async (
  reader: Reader,
  viewer: Viewer,
  programId: string,
): Promise<CaredProgram> => {
  const program = await authorizeSight(reader, viewer, programId);
  const person = requireSignedIn(viewer);
  if (person.role !== "provider" || !person.programIds.has(program.id)) {
    throw new DomainError("forbidden", "Only this program's staff can change its listing.");
  }
  return authorized({ ...program, viewer: person });
};

/** The programs for which this viewer works; throws `not_signed_in` or `forbidden`. */
export const authorizeReports = (viewer: Viewer): ReportablePrograms => {
  const person = requireSignedIn(viewer);
  if (person.role === "provider") return authorized({ ids: person.programIds, viewer: person });
  throw new DomainError("forbidden", "Only a program's staff can report its beds.");
};

/** The program, if this viewer may see its bed counts. */
export const authorizeCounts = async (
  reader: Reader,
  viewer: Viewer,
  programId: string,
): Promise<CountedProgram> => {
  const program = await authorizeSight(reader, viewer, programId);
  const person = requireSignedIn(viewer);
  if (disclose(person, program).beds !== true) {
    throw new DomainError("forbidden", "Bed counts of this program are not shown to you.");
  }
  return authorized({ ...program, viewer: person });
};

/** Whose accounts somebody looks after. */
export interface AdministeredScope {
  /** Staff of nothing but these programs; undefined: everybody. */
  readonly programIds: ReadonlySet<string> | undefined;
  /** Training accounts look after training accounts alone: their password is published. */
  readonly trainingOnly: boolean;
}

export type Administration = Authorized<"administer", AdministeredScope & { viewer: SignedIn }>;
export type AdministeredPerson = Authorized<
  "administer",
  { person: PersonRow; administration: Administration }
>;

/** What an administrator, or the lead of a program, may do about accounts. */
export const authorizeAdministration = async (
  reader: Reader,
  viewer: Viewer,
): Promise<Administration> => {
  const person = requireSignedIn(viewer);
  const isLead = person.role === "provider" && person.leadOf.size > 0;
  // Who leads nothing looks after nobody: there is nothing here.
  if (person.role !== "administrator" && !isLead) throw notFound();
  return authorized({
    viewer: person,
    programIds: isLead ? person.leadOf : undefined,
    trainingOnly: (await findEntry(reader, person.userId))?.training ?? true,
  });
};

/** The person, if this viewer looks after the account; otherwise nothing is here. */
export const authorizePerson = async (
  reader: Reader,
  viewer: Viewer,
  userId: string,
): Promise<AdministeredPerson> => {
  const administration = await authorizeAdministration(reader, viewer);
  const person = await findAdministered(reader, administration, userId);
  if (!person) throw notFound();
  return authorized({ person, administration });
};

/** The site of a confidential program; any other program has no address but the one it shows. */
const confidentialSite = async (reader: Reader, viewer: Viewer, programId: string) => {
  const { id, siteId, visibility } = await authorizeSight(reader, viewer, programId);
  const person = requireSignedIn(viewer);
  if (siteId === null || visibility !== "confidential") throw notFound();
  const disclosed = disclose(person, { id, visibility });
  return { site: { programId: id, siteId, visibility, viewer: person }, disclosed };
};

/** The confidential site, if this viewer works at it or brings a child there; else nothing is here. */
export const authorizeOwnAddress = async (
  reader: Reader,
  viewer: Viewer,
  programId: string,
): Promise<OwnSite> => {
  const { site, disclosed } = await confidentialSite(reader, viewer, programId);
  const until = disclosed.promised
    ? await findPromisedUntil(reader, site.viewer.userId, site.siteId)
    : null;
  if (!disclosed.address && until === null) throw notFound();
  return authorized({ ...site, until });
};

/** The confidential site, if this viewer may have its address revealed; else nothing is here. */
export const authorizeReveal = async (
  reader: Reader,
  viewer: Viewer,
  programId: string,
): Promise<RevealableSite> => {
  const { site, disclosed } = await confidentialSite(reader, viewer, programId);
  if (!disclosed.reveal) throw notFound();
  return authorized(site);
};

/** A steward, and a site whose visibility a steward may change. */
export type Keeper = Authorized<"keep", { viewer: SignedIn }>;
export type KeptSite = Authorized<"keep", SiteAccess>;

/** Lets stewards keep the directory. Throws `not_signed_in` or `forbidden`. */
export const requireSteward = (viewer: Viewer): Keeper => {
  const person = requireSignedIn(viewer);
  if (person.role === "steward") return authorized({ viewer: person });
  throw new DomainError("forbidden", "Stewards keep the directory.");
};

/** The site of a program that stewards see; a program at no site has none to hide. */
export const authorizeKeeping = async (
  reader: Reader,
  viewer: Viewer,
  programId: string,
): Promise<KeptSite> => {
  const steward = requireSteward(viewer).viewer;
  const { id, siteId, visibility } = await authorizeSight(reader, steward, programId);
  if (siteId === null) throw notFound();
  return authorized({ programId: id, siteId, visibility, viewer: steward });
};

/** Who may read the whole audit. */
export type Auditor = Authorized<"audit", { viewer: SignedIn }>;

/** Lets administrators read the audit. Throws `not_signed_in` or `forbidden`. */
export const authorizeAudit = (viewer: Viewer): Auditor => {
  const person = requireSignedIn(viewer);
  if (person.role === "administrator") return authorized({ viewer: person });
  throw new DomainError("forbidden", "The audit is for administrators.");
};

/** The viewer as a signed-in person, or the refusal that asks to sign in. */
export const requireSignedIn = (viewer: Viewer): SignedIn => {
  if (viewer.kind === "anonymous") throw new DomainError("not_signed_in", "Sign in first.");
  return viewer;
};
