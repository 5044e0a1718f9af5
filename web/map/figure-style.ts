import type { FeatureCollection, Geometry } from "geojson";
import type { AtlasLevel, Named } from "./atlas.ts";
import type { ProgramSpot } from "./figure-layer.ts";
import { borders } from "./layers/borders.ts";
import { chosenCounty, figures, type FigureColours } from "./layers/figures.ts";
import { land } from "./layers/land.ts";
import { names } from "./layers/names.ts";
import { programReach, programs as programLayers, programSpots } from "./layers/programs.ts";
import type { Palette } from "./palette.ts";
import { atlasSources, geojson, type OwnStyle } from "./style.ts";

const only = (
  counties: AtlasLevel | undefined,
  chosen: string | undefined,
): FeatureCollection<Geometry, Named> | undefined =>
  counties && {
    type: "FeatureCollection",
    features: counties.areas.features.filter(({ properties }) => properties.fips === chosen),
  };

/** Shapes that figures are drawn on; they stay the same, whatever the figures are. */
export const figureSources = (
  states: AtlasLevel | undefined,
  counties: AtlasLevel | undefined,
): OwnStyle["sources"] => ({
  ...atlasSources(states, counties),
  "county-figures": geojson(counties?.areas, { tolerance: 0.1 }),
});

/** What changes with what somebody looks at: the county, and programs. */
export const pointedSources = (
  counties: AtlasLevel | undefined,
  chosen: string | undefined,
  programs: readonly ProgramSpot[] | undefined,
): OwnStyle["sources"] => ({
  "chosen-county": geojson(only(counties, chosen), { tolerance: 0.1 }),
  "program-reach": geojson(programs && programReach(programs), { tolerance: 0.1 }),
  "program-spots": geojson(programs && programSpots(programs)),
});

/** Counties coloured by their figures, on our own basemap. */
export const figureLayers = (
  palette: Palette,
  colours: FigureColours,
  withPrograms: boolean,
): OwnStyle["layers"] => [
  ...land(palette),
  ...figures(palette, colours),
  // Over the whole country they are finer than a pixel, and most of what a frame takes to draw.
  ...borders(palette, { countiesFrom: 4.5 }),
  ...chosenCounty(colours),
  // Of states the borders say enough, over colours that are read.
  ...names(palette).filter(({ id }) => id === "county-names"),
  ...(withPrograms ? programLayers(palette, colours.mark) : []),
];
