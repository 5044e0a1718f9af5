import { afterAll, beforeAll, expect, test } from "vitest";
import { findCounty, findZip } from "../../../server/directory/places.ts";
import {
  filterableFields,
  searchableFields,
} from "../../../server/search/meilisearch/index-document.ts";
import { indexSettings } from "../../../server/search/meilisearch/settings.ts";
import { inTestMeilisearch, type InTestMeilisearch } from "../../support/in-test-meilisearch.ts";
import { aConfidentialListing, aListing } from "../../support/listings.ts";
import { indexedDirectory, type IndexedDirectory } from "./indexed-directory.ts";

const confidential = aConfidentialListing();
const partner = aListing({
  phone: "510-555-0199",
  site: {
    visibility: "partners",
    address: "7 Canary Road",
    city: "Hayward",
    zip: "94541",
    state: "CA",
  },
});
const open = aListing({ phone: "510-555-0188" });

let server: InTestMeilisearch;
let directory: IndexedDirectory;
beforeAll(async () => {
  server = await inTestMeilisearch();
  directory = await indexedDirectory(server, [confidential, partner, open]);
});
afterAll(async () => {
  await directory.close();
  await server.close();
});

const stored = () => server.store.find(directory.uid).documents;
const documentOf = (id: string): Record<string, unknown> => {
  const found = stored().get(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found.document;
};

const allowed = [
  ..."id record programId number version visibility place name title aliases organization".split(
    " ",
  ),
  ..."short called town meanings tokens text kind state statewide nation language interpreter".split(
    " ",
  ),
  ..."unserved gender circumstance service dedicated age stateApart countyApart countyCovered".split(
    " ",
  ),
  ..."statewideApart languageApart unservedApart siteCounty pointed _geo verified".split(" "),
].sort();

test("a document has the fields of the list and no other", () => {
  for (const [id, { document }] of stored()) {
    if (id === "state")
      expect(Object.keys(document).sort()).toEqual(["id", "made", "number", "record", "version"]);
    else expect(Object.keys(document).sort()).toEqual(allowed);
  }
});

test("no address and no telephone number is anywhere in the index", () => {
  const everything = JSON.stringify([...stored().values()].map(({ document }) => document));
  for (const secret of ["Canary", "canary", "555", "Fictional Street"]) {
    expect(everything).not.toContain(secret);
  }
});

/** A point as it is sent: to the tenth of a metre, in no more digits than are read back. */
const sent = (point: { lat: number; lon: number } | undefined) => ({
  lat: Number(point?.lat.toFixed(6)),
  lng: Number(point?.lon.toFixed(6)),
});

test("a confidential program is its county: no town, and the centre's point", () => {
  const document = documentOf(directory.idOf(confidential.key));
  const county = findCounty("06001");
  expect(document).toMatchObject({
    ...{ town: "", pointed: false, siteCounty: "06001" },
    _geo: sent(county),
  });
  expect(JSON.stringify(document).toLowerCase()).not.toContain("hayward");
  expect(stored().has(`${directory.idOf(confidential.key)}-county`)).toBe(false);
});

test("a partners' program has a copy that tells its place, and one that tells its county", () => {
  const id = directory.idOf(partner.key);
  const [county, zip] = [findCounty("06001"), findZip("94541")];
  expect(documentOf(id)).toMatchObject({
    place: "exact",
    town: expect.stringContaining("hayward") as string,
  });
  expect(documentOf(id)["_geo"]).toEqual(sent(zip));
  expect(documentOf(`${id}-county`)).toMatchObject({
    ...{ place: "county", town: "", pointed: false },
    _geo: sent(county),
  });
});

test("the settings follow from the lists of fields", () => {
  expect(indexSettings.filterableAttributes).toEqual([...filterableFields, "_geo"]);
  expect(indexSettings.searchableAttributes).toEqual(searchableFields);
  // No field that a viewer may not search in for all documents alike is searched.
  expect(searchableFields).not.toContain("siteCounty");
});

test("synonyms stand in both languages, each with the codes that it means", () => {
  const { synonyms = {} } = indexSettings;
  expect(synonyms?.["abogado"]).toEqual(expect.arrayContaining(["lawyer", "_kind_legal"]));
  expect(synonyms?.["lawyer"]).toEqual(expect.arrayContaining(["abogado", "_kind_legal"]));
  expect(synonyms?.["casa segura"]).toContain("_kind_safe_house");
});
