import type { Readable } from "node:stream";
import type { Database } from "../../../db/client.ts";
import { asRole } from "../../../db/roles.ts";
import { recordAudit } from "../../access/audit/record-audit.ts";
import type { Administration } from "../../access/authorize.ts";
import { findCounty } from "../../directory/places.ts";
import { invalid } from "../../errors.ts";
import { findRenumbered } from "../coverage/renumbered-counties.ts";
import type { PopulationAnswer, PopulationLoaded } from "./contract.ts";
import { findNewestYear, replaceYears } from "./population.repo.ts";
import { readCensusFile } from "./read-census-file.ts";

const renumberedOf = (counties: Iterable<string>): PopulationLoaded["renumbered"] =>
  [...new Set(counties)].flatMap((fips) => {
    const found = findCounty(fips) ? undefined : findRenumbered(fips);
    return found ? { fips, name: found.name, lies: [...found.lies] } : [];
  });

/**
 * Takes the Census file in, whole or not at all, in place of what was known of its years. Audited.
 * Throws `invalid_input` for a line that is not as it should be and a county that nobody knows.
 */
export const loadPopulation = async (
  database: Database,
  { viewer }: Administration,
  file: Readable,
): Promise<PopulationLoaded> => {
  const counts = await readCensusFile(file);
  const counties = new Set(counts.map(({ county }) => county));
  const unknown = [...counties].find((fips) => !findCounty(fips) && !findRenumbered(fips));
  if (unknown !== undefined) throw invalid("body", `The county ${unknown} is not known.`);
  const years = [...new Set(counts.map(({ year }) => year))].sort();
  await database.transaction(async (tx) => {
    await replaceYears(tx, counts);
    await recordAudit(tx, {
      ...{ actor: viewer, action: "population_loaded" },
      subject: { type: "figures", id: "population" },
      details: { counties: counties.size, first_year: years[0] ?? 0, last_year: years.at(-1) ?? 0 },
    });
  });
  return { years, counties: counties.size, renumbered: renumberedOf(counties) };
};

/** Youth by county of the newest year that is loaded. */
export const readPopulation = async (database: Database): Promise<PopulationAnswer> => {
  const all = await database.transaction((tx) =>
    asRole(tx, "harborlight_analyst", () => findNewestYear(tx)),
  );
  const onMap = all.filter(({ county }) => findCounty(county));
  return {
    year: all[0]?.year ?? null,
    counties: onMap.map(({ county }) => county),
    from_10_to_14: onMap.map(({ from10To14 }) => from10To14),
    from_15_to_19: onMap.map(({ from15To19 }) => from15To19),
    renumbered: renumberedOf(all.map(({ county }) => county)),
  };
};
