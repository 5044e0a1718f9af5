import type { Kind } from "../../db/codes.ts";
import type { Listing, SiteListing } from "../listing.ts";
import { cite, places, sachsReview } from "./documents.ts";
import { itself } from "./organizations.ts";
import { somewhereIn, towns } from "./towns.ts";

interface NamedOnly {
  key: string;
  name: string;
  aliases?: string[];
  kind?: Kind;
  url: string;
  site?: SiteListing;
  summary: string;
}

/** Named with hardly more than an address: the kind is what the name says, else advocacy. */
const namedOnly = (named: NamedOnly, ...citedPlaces: string[]): Listing => ({
  key: named.key,
  ...itself(named.name, named.aliases),
  kind: named.kind ?? "advocacy",
  summary: named.summary,
  site: named.site ?? somewhereIn("CA"),
  url: named.url,
  citations: citedPlaces.map((place) => cite(sachsReview, place)),
});

const summary =
  "Named by the review among Californian organizations that serve exploited children; it gives no more than the address of their pages.";

/** The review's further examples, without services, ages or town. */
export const californiaExamples: Listing[] = [
  namedOnly(
    {
      key: "asian-womens-shelter",
      name: "Asian Women's Shelter (AWS)",
      kind: "emergency_shelter",
      url: "http://www.sfaws.org",
      summary,
    },
    places.californiaExamples,
  ),
  namedOnly(
    {
      key: "center-for-young-womens-development",
      name: "Center for Young Women's Development",
      url: "http://www.cywd.org",
      summary,
    },
    places.californiaExamples,
  ),
  namedOnly(
    {
      key: "community-solutions",
      name: "Community Solutions for Children, Families and Individuals",
      aliases: ["Community Solutions"],
      url: "http://www.communitysolutions.org",
      summary:
        "Leads the San Jose task force for the non-governmental side; named by the review among Californian organizations that serve exploited children.",
    },
    places.californiaExamples,
    places.taskForces,
  ),
  namedOnly(
    {
      key: "jewish-family-and-childrens-services",
      name: "Jewish Family and Children's Services",
      url: "http://www.jfcs.org",
      summary,
    },
    places.californiaExamples,
  ),
  namedOnly(
    {
      key: "la-casa-de-las-madres",
      name: "La Casa de las Madres",
      url: "http://www.lacasa.org",
      summary,
    },
    places.californiaExamples,
  ),
  namedOnly(
    {
      key: "larkin-street-youth-services",
      name: "Larkin Street Youth Services",
      url: "http://www.larkinstreetyouth.org/",
      summary,
    },
    places.californiaExamples,
  ),
  namedOnly(
    {
      key: "love-never-fails",
      name: "Love Never Fails",
      url: "http://www.loveneverfailsus.com/",
      summary,
    },
    places.californiaExamples,
  ),
  namedOnly(
    {
      key: "new-day-for-children",
      name: "New Day for Children",
      url: "http://www.newdayforchildren.com",
      summary,
    },
    places.californiaExamples,
  ),
  namedOnly(
    {
      key: "stars-behavioral-health-group",
      name: "Stars Behavioral Health Group",
      kind: "mental_health",
      url: "http://www.starsinc.com/",
      summary,
    },
    places.californiaExamples,
  ),
  namedOnly(
    {
      key: "voices-for-justice",
      name: "Voices for Justice / Operation Silver Braid",
      aliases: ["Operation Silver Braid"],
      url: "http://www.silverbraid.com/",
      summary,
    },
    places.californiaExamples,
  ),
];

/** Organizations that lead a regional task force and have no entry elsewhere. */
export const taskForceLeads: Listing[] = [
  namedOnly(
    {
      key: "bay-area-women-against-rape",
      name: "Bay Area Women Against Rape",
      url: "http://bawar.org/",
      summary: "Leads the East Bay task force for the non-governmental side.",
    },
    places.taskForces,
  ),
  namedOnly(
    {
      key: "marjaree-mason-center",
      name: "Marjaree Mason Center",
      // So spelled in the review.
      aliases: ["Marjoree Mason Center"],
      url: "http://mmcenter.org",
      summary: "One of two non-governmental leads of the Fresno coalition.",
    },
    places.taskForces,
  ),
  namedOnly(
    {
      key: "community-services-program-santa-ana",
      name: "Community Services Program, Santa Ana",
      aliases: ["Community Services Program"],
      url: "http://cspinc.org/Human%20Trafficking",
      site: towns.santaAna,
      summary: "Leads the Orange County task force for the non-governmental side.",
    },
    places.taskForces,
  ),
  namedOnly(
    {
      key: "sacramento-rescue-and-restore",
      name: "Sacramento Rescue & Restore Coalition",
      url: "http://sacramentorescueandrestore.net",
      summary: "One of two non-governmental leads of the Sacramento task force.",
    },
    places.taskForces,
  ),
  namedOnly(
    {
      key: "north-county-lifeline",
      name: "North County Lifeline",
      url: "http://nclifeline.org",
      site: towns.vista,
      summary: "Works with the sheriff in the task force of northern San Diego County.",
    },
    places.taskForces,
  ),
  namedOnly(
    {
      key: "asian-anti-trafficking-collaborative",
      name: "Asian Anti-Trafficking Collaborative",
      url: "http://apilegaloutreach.org/trafficking.html",
      summary: "One of two non-governmental leads of the San Francisco task force.",
    },
    places.taskForces,
  ),
];
