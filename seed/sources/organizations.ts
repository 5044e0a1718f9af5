import type { Listing } from "../listing.ts";

/** Organizations that several listings share. */
export const organizations = {
  childrensAdvocacySuffolk: {
    name: "Children's Advocacy Center of Suffolk County",
    url: "http://www.suffolkcac.org",
  },
  connecticutChildrenAndFamilies: { name: "Connecticut Department of Children and Families" },
  courageWorldwide: { name: "Courage Worldwide", url: "http://courageworldwide.org" },
  fresnoOpportunities: {
    name: "Fresno Economic Opportunities Commission",
    aliases: ["Fresno County Economic Opportunities Commission", "Fresno EOC"],
    url: "http://fresnoeoc.org/",
  },
  gems: {
    name: "Girls Educational and Mentoring Services (GEMS)",
    aliases: ["GEMS"],
    url: "http://www.gems-girls.org",
  },
  kristiHouse: { name: "Kristi House" },
  misssey: {
    name: "Motivating, Inspiring, Supporting, and Serving Sexually Exploited Youth (MISSSEY)",
    aliases: ["MISSSEY", "MISSEY"],
    url: "http://www.misssey.org/",
  },
  operationSafehouse: {
    name: "Operation SafeHouse",
    aliases: ["Operation Safe House", "SafeHouse"],
    url: "http://operationsafehouse.org/",
  },
  sanDiegoYouthServices: {
    name: "San Diego Youth and Community Services",
    aliases: ["San Diego Youth Services", "SDYS", "SDYCS"],
    url: "http://www.sdyouthservices.org",
  },
  youthCare: { name: "YouthCare", url: "http://www.youthcare.org" },
} satisfies Record<string, Listing["organization"]>;

/** Organization of one program that bears its name. */
export const itself = (
  name: string,
  aliases?: string[],
): Pick<Listing, "organization" | "name"> => ({
  organization: aliases ? { name, aliases } : { name },
  name,
});

/** Stays that the documents give in months and years, in days. */
export const days = { year: 365, eighteenMonths: 548, twoYears: 730 } as const;
