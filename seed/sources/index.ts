import type { Listing, ResourceListing } from "../listing.ts";
import { agencies } from "./agencies.ts";
import { federalAgencies } from "./agencies-federal.ts";
import { californiaExamples, taskForceLeads } from "./california-named.ts";
import { californiaOrganizations } from "./california-organizations.ts";
import { californiaShelters, californiaTransitionalLiving } from "./california-shelters.ts";
import { clearinghousePrograms } from "./clearinghouse-programs.ts";
import { coalitions } from "./coalitions.ts";
import { connecticut } from "./connecticut.ts";
import { hotlines } from "./hotlines.ts";
import { losAngelesOrganizations } from "./los-angeles.ts";
import { otherStates } from "./other-states.ts";
import { otherStatesNamed } from "./other-states-named.ts";
import { practices } from "./practices.ts";
import { childWelfarePractices } from "./practices-child-welfare.ts";
import { therapeuticPractices } from "./practices-therapeutic.ts";
import { preventionTrainings } from "./prevention-trainings.ts";
import { publications } from "./publications.ts";
import { federalPublications } from "./publications-federal.ts";
import { statePublications } from "./publications-states.ts";
import { screeningTools } from "./screening-tools.ts";
import { table1Residential } from "./table-1-residential.ts";
import { regionalTaskForces } from "./task-forces.ts";
import { technicalAssistance } from "./technical-assistance.ts";
import { trainings } from "./trainings.ts";

export { sourceDocuments } from "./documents.ts";

/** Every program that the five documents name. None has a bed count: a document cannot give one. */
export const sourceListings: Listing[] = [
  ...table1Residential,
  ...californiaShelters,
  ...californiaTransitionalLiving,
  ...californiaOrganizations,
  ...californiaExamples,
  ...taskForceLeads,
  ...losAngelesOrganizations,
  ...clearinghousePrograms,
  ...otherStates,
  ...otherStatesNamed,
  ...connecticut,
  ...regionalTaskForces,
  ...coalitions,
  ...hotlines,
];

/** Everything that the five documents name to read, attend or use. */
export const sourceResources: ResourceListing[] = [
  ...federalAgencies,
  ...agencies,
  ...trainings,
  ...preventionTrainings,
  ...technicalAssistance,
  ...practices,
  ...childWelfarePractices,
  ...therapeuticPractices,
  ...federalPublications,
  ...statePublications,
  ...publications,
  ...screeningTools,
];
