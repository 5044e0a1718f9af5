import type { Reader } from "../../../db/client.ts";
import type { LedProgram } from "../../access/authorize-leading.ts";
import { notFound } from "../../errors.ts";
import { toWireHours } from "../clock-times.ts";
import { findProgram } from "../programs.repo.ts";
import { findLicence, findProposals } from "../proposals/proposals.repo.ts";
import { toListingProposal, toServedArea } from "../proposals/public-proposal.ts";
import type { OwnListing } from "./contract.ts";

const mostProposals = 20;

/** What the lead of a program states of it, and how its proposals stand. */
export const readOwnListing = async (
  reader: Reader,
  { id }: LedProgram,
  now: Date,
): Promise<OwnListing> => {
  const [program, licence, proposals] = await Promise.all([
    findProgram(reader, id, now),
    findLicence(reader, id),
    findProposals(reader, { programId: id }, mostProposals),
  ]);
  if (!program) throw notFound();
  return {
    program_id: id,
    telephones: {
      ...{ phone: program.phone, intake_phone: program.intakePhone },
      night_phone: program.nightPhone,
    },
    languages: {
      languages: program.languages,
      interpreter_any_language: program.interpreterAnyLanguage,
    },
    intake: {
      around_the_clock: program.intakeAroundTheClock,
      hours: program.hours.map(toWireHours),
      closed_days: program.closedDays,
    },
    time_zone: program.timeZone,
    visibility: program.site?.visibility ?? null,
    licence: licence ?? null,
    areas: program.areas.map(toServedArea),
    verified_on: program.verifiedOn,
    proposals: proposals.map(toListingProposal),
  };
};
