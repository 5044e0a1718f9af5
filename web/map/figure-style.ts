import { atlasSource, atlasTiles } from "./atlas-source.ts";
import type { ProgramSpot } from "./figure-layer.ts";
import { borders } from "./layers/borders.ts";
import { chosenCounty, figures, type FigureColours } from "./layers/figures.ts";
import { land } from "./layers/land.ts";
import { names } from "./layers/names.ts";
import { programReach, programs as programLayers, programSpots } from "./layers/programs.ts";
import type { Palette } from "./palette.ts";
import { geojson, type OwnStyle } from "./style.ts";

/** What figures and programs are drawn on. */
export const figureSources = (
  programs: readonly ProgramSpot[] | undefined,
): OwnStyle["sources"] => ({
  [atlasSource]: atlasTiles(),
  "chosen-county": atlasTiles(),
  "program-reach": geojson(programs && programReach(programs), { tolerance: 0.1 }),
  "program-spots": geojson(programs && programSpots(programs)),
});

/** Counties coloured by their figures, on our own basemap. */
export const figureLayers = (
  palette: Palette,
  colours: FigureColours,
  { chosen, withPrograms }: { chosen: string | undefined; withPrograms: boolean },
): OwnStyle["layers"] => [
  ...land(palette),
  ...figures(palette, colours),
  // Over the whole country they are finer than a pixel, and most of what a frame takes to draw.
  ...borders(palette, { countiesFrom: 4.5 }),
  ...chosenCounty(chosen, colours),
  // Of states the borders say enough, over colours that are read.
  ...names(palette).filter(({ id }) => id === "county-names"),
  ...(withPrograms ? programLayers(palette, colours.mark) : []),
];
