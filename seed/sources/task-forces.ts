import type { Listing } from "../listing.ts";
import { cite, places, sachsReview } from "./documents.ts";
import { itself } from "./organizations.ts";
import { counties, inCounty } from "./towns.ts";

/** The county is that of the leading agencies; what lies beyond it in a name is not spelled out. */
const taskForce = (key: string, name: string, county: string, leads: string): Listing => ({
  key,
  ...itself(name),
  kind: "task_force",
  summary: `Investigators, prosecutors and organizations against trafficking; trains others to see and answer it. Led by ${leads}.`,
  site: inCounty(county, "CA"),
  areas: [{ county }],
  services: ["investigation", "training"],
  citations: [cite(sachsReview, places.taskForces)],
});

/** California's nine regional task forces against trafficking. */
export const regionalTaskForces: Listing[] = [
  taskForce(
    "east-bay-task-force",
    "East Bay Human Trafficking Task Force",
    counties.alameda,
    "the Oakland police, the HEAT unit of Alameda County's district attorney and Bay Area Women Against Rape",
  ),
  taskForce(
    "fresno-coalition",
    "Fresno Coalition Against Human Trafficking",
    counties.fresno,
    "the Fresno police, the Marjaree Mason Center and the Fresno Economic Opportunities Commission",
  ),
  taskForce(
    "los-angeles-task-force",
    // The review prints "in Human Trafficking".
    "Los Angeles Metropolitan Area Task Force on Human Trafficking",
    counties.losAngeles,
    "the Los Angeles police and CAST",
  ),
  taskForce(
    "orange-county-task-force",
    "Orange County Human Trafficking Task Force",
    counties.orange,
    "the Westminster police and the Community Services Program of Santa Ana",
  ),
  taskForce(
    "riverside-county-task-force",
    "Riverside County Anti-Human Trafficking Task Force",
    counties.riverside,
    "the county's sheriff and Operation SafeHouse",
  ),
  taskForce(
    "sacramento-task-force",
    "Sacramento Innocence Lost Task Force",
    counties.sacramento,
    "the county's sheriff, the FBI, Courage Worldwide and the Sacramento Rescue & Restore Coalition",
  ),
  taskForce(
    "san-diego-north-county-task-force",
    "San Diego North County Anti-Trafficking Task Force",
    counties.sanDiego,
    "the sheriff's Vista substation, with North County Lifeline",
  ),
  taskForce(
    "san-francisco-north-bay-task-force",
    "San Francisco North Bay Area Human Trafficking Task Force",
    counties.sanFrancisco,
    "the San Francisco police, the Asian Anti-Trafficking Collaborative and SAGE",
  ),
  taskForce(
    "san-jose-task-force",
    "San Jose Human Trafficking Task Force",
    counties.santaClara,
    "the San Jose police and Community Solutions",
  ),
];
