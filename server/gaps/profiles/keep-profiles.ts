import type { Database, Reader } from "../../../db/client.ts";
import { DomainError, invalid, notFound } from "../../errors.ts";
import type { Analyst } from "../analysts/authorize-analysis.ts";
import type { Profile, ProfileInput, ProfileList } from "./contract.ts";
import { judgeProfileNeed } from "./judge-profile-need.ts";
import { needProfiles, profileKeys, type ProfileNeed } from "./need-profiles.ts";
import {
  countProfiles,
  deleteProfile,
  findProfiles,
  insertProfile,
  updateProfile,
  type ProfileRow,
} from "./profiles.repo.ts";

const mostOwn = 24;

export const sharedProfiles: readonly Profile[] = profileKeys.map((key) => {
  const need: ProfileNeed = needProfiles[key];
  return { key, name: null, need };
});

export const toProfile = ({ id, name, need }: ProfileRow): Profile => ({ key: id, name, need });

/** The profiles that everybody has, then the analyst's own by name. */
export const listProfiles = async (reader: Reader, { viewer }: Analyst): Promise<ProfileList> => {
  const own = await findProfiles(reader, viewer.userId);
  const items = [...sharedProfiles, ...own.map(toProfile)];
  return { total: items.length, items };
};

const taken = () => invalid("body/name", "A profile of yours has this name.", "name_taken");

/** Keeps a profile for this analyst alone. Throws `invalid_input` or `conflict`. */
export const addProfile = async (
  database: Database,
  { viewer }: Analyst,
  input: ProfileInput,
  now: Date,
): Promise<Profile> => {
  judgeProfileNeed(input.need);
  return database.transaction(async (tx) => {
    if ((await countProfiles(tx, viewer.userId)) >= mostOwn) {
      throw new DomainError("conflict", `You have ${mostOwn} profiles: remove one first.`);
    }
    const id = await insertProfile(tx, viewer.userId, input, now);
    if (id === undefined) throw taken();
    return { key: id, name: input.name, need: input.need };
  });
};

/** Changes an own profile. Throws `invalid_input` or `not_found`. */
export const changeProfile = async (
  database: Database,
  { viewer }: Analyst,
  id: string,
  input: ProfileInput,
  now: Date,
): Promise<Profile> => {
  judgeProfileNeed(input.need);
  return database.transaction(async (tx) => {
    const others = await findProfiles(tx, viewer.userId);
    if (others.some((other) => other.id !== id && other.name === input.name)) throw taken();
    if (!(await updateProfile(tx, viewer.userId, id, input, now))) throw notFound();
    return { key: id, name: input.name, need: input.need };
  });
};

/** Removes an own profile and answers those that are left. Throws `not_found`. */
export const removeProfile = async (
  database: Database,
  analyst: Analyst,
  id: string,
): Promise<ProfileList> => {
  const { userId } = analyst.viewer;
  const removed = await database.transaction((tx) => deleteProfile(tx, userId, id));
  if (!removed) throw notFound();
  return listProfiles(database.read, analyst);
};
