import type { FeatureCollection, Geometry } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import type { AtlasLevel } from "./atlas.ts";
import type { ProgramSpot } from "./figure-layer.ts";
import { borders } from "./layers/borders.ts";
import { chosenCounty, figures, type FigureColours } from "./layers/figures.ts";
import { land } from "./layers/land.ts";
import { names } from "./layers/names.ts";
import { programReach, programs as programLayers, programSpots } from "./layers/programs.ts";
import type { Palette } from "./palette.ts";
import { atlasSources, geojson } from "./style.ts";

export interface CountyShape {
  fips: string;
  name: string;
  class?: number;
}

/** The counties with the class that each is in; those without a figure have none. */
export const withClasses = (
  counties: AtlasLevel,
  classes: ReadonlyMap<string, number>,
): FeatureCollection<Geometry, CountyShape> => ({
  type: "FeatureCollection",
  features: counties.areas.features.map((area) => {
    const fips = String(area.id);
    const found = classes.get(fips);
    return {
      ...area,
      properties: {
        ...{ fips, name: area.properties.name },
        ...(found === undefined ? {} : { class: found }),
      },
    };
  }),
});

/** Counties coloured by their figures, on our own basemap. */
export const figureStyle = ({
  palette,
  states,
  counties,
  shapes,
  programs,
  colours,
}: {
  palette: Palette;
  states: AtlasLevel | undefined;
  counties: AtlasLevel | undefined;
  shapes: FeatureCollection<Geometry, CountyShape> | undefined;
  programs: readonly ProgramSpot[] | undefined;
  colours: FigureColours;
}): StyleSpecification => ({
  version: 8,
  sources: {
    ...atlasSources(states, counties),
    "county-figures": geojson(shapes, { tolerance: 0.1 }),
    "program-reach": geojson(programs && programReach(programs), { tolerance: 0.1 }),
    "program-spots": geojson(programs && programSpots(programs)),
  },
  layers: [
    ...land(palette),
    ...figures(palette, colours),
    ...borders(palette, { countiesFrom: 3 }),
    ...chosenCounty(colours),
    // Of states the borders say enough, over colours that are read.
    ...names(palette).filter(({ id }) => id === "county-names"),
    ...(programs ? programLayers(palette, colours.mark) : []),
  ],
});
