import type { Listing } from "../../seed/listing.ts";

let made = 0;

/**
 * A fictional shelter in Oakland that stated nothing but where it is; each call makes another.
 * What a test is about goes into `overrides`.
 */
export const aListing = (overrides: Partial<Listing> = {}): Listing => {
  made += 1;
  return {
    key: `fictional-${made}`,
    organization: { name: `Fictional organization ${made}` },
    name: `Fictional shelter ${made}`,
    kind: "emergency_shelter",
    training: true,
    site: {
      visibility: "public",
      address: `${made} Fictional Street`,
      city: "Oakland",
      zip: "94607",
      countyFips: "06001",
      state: "CA",
    },
    citations: [],
    ...overrides,
  };
};

/** A fictional safe house whose true address, marked so that it can be looked for, lies apart. */
export const aConfidentialListing = (overrides: Partial<Listing> = {}): Listing =>
  aListing({
    kind: "safe_house",
    site: {
      visibility: "confidential",
      countyFips: "06001",
      state: "CA",
      trueAddress: { address: "1 Canary Court", city: "Hayward", zip: "94541" },
    },
    phone: "510-555-0142",
    intakePhone: "510-555-0143",
    ...overrides,
  });
