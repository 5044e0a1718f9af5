import {
  geoAlbersUsa,
  geoAzimuthalEqualArea,
  geoCentroid,
  geoPath,
  type GeoPath,
  type GeoProjection,
} from "d3-geo";
import type { FeatureCollection } from "geojson";
import { loadAtlas } from "./atlas.ts";
import { centreOf } from "./centre-of.ts";
import { classPatterns, patternTile } from "./class-patterns.ts";
import type { FigureLayer, ProgramSpot } from "./figure-layer.ts";
import { reachArea } from "./layers/reach.ts";
import { readTokens } from "./palette.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Shape = Parameters<GeoPath>[0];

const paper = ["map-land", "map-pattern", "line-strong", "text-strong", "ground"] as const;

/** What draws shapes on a projection. */
interface Brush {
  readonly pen: CanvasRenderingContext2D;
  readonly projection: GeoProjection;
  readonly outline: (shape: Shape) => void;
  readonly colours: Record<(typeof paper)[number], string>;
}

/** North up and areas true; Alaska and Hawaii are drawn near the others, in no true size. */
const projectionFor = (shown: FeatureCollection, isNation: boolean, box: Box): GeoProjection => {
  const extent: [[number, number], [number, number]] = [
    [box.x, box.y],
    [box.x + box.width, box.y + box.height],
  ];
  if (isNation) return geoAlbersUsa().fitExtent(extent, shown);
  const [lon, lat] = geoCentroid(shown);
  return geoAzimuthalEqualArea().rotate([-lon, -lat]).fitExtent(extent, shown);
};

const inState = (
  { type, features }: FeatureCollection,
  digits: string | undefined,
): FeatureCollection => ({
  type,
  features:
    digits === undefined ? features : features.filter(({ id }) => String(id).startsWith(digits)),
});

const paintCounties = (
  { pen, outline, colours }: Brush,
  counties: FeatureCollection,
  { classes, tokens, patterned, stateDigits }: FigureLayer,
): void => {
  const inks = readTokens(true, tokens);
  const patterns = tokens.map((_token, index) =>
    pen.createPattern(patternTile(classPatterns[index] ?? "", colours["map-pattern"]), null),
  );
  pen.strokeStyle = colours["line-strong"];
  pen.lineWidth = stateDigits === undefined ? 0.25 : 0.8;
  for (const county of counties.features) {
    const index = classes.get(String(county.id));
    const token = index === undefined ? undefined : tokens[index];
    outline(county);
    pen.fillStyle = (token === undefined ? undefined : inks[token]) ?? colours["map-land"];
    pen.fill();
    const pattern = patterned && index !== undefined ? patterns[index] : undefined;
    if (pattern) {
      pen.fillStyle = pattern;
      pen.fill();
    }
    pen.stroke();
  }
};

const paintPrograms = (
  { pen, projection, outline, colours }: Brush,
  programs: readonly ProgramSpot[],
): void => {
  pen.strokeStyle = colours["text-strong"];
  pen.fillStyle = colours["text-strong"];
  for (const { lat, lon, reachMiles, hidden } of programs) {
    const spot = projection([lon, lat]);
    if (!spot) continue;
    if (reachMiles !== null) {
      pen.lineWidth = 1.5;
      pen.setLineDash([7, 5]);
      outline(reachArea({ lat, lon }, reachMiles));
      pen.stroke();
      pen.setLineDash([]);
    }
    pen.beginPath();
    pen.arc(spot[0], spot[1], hidden ? 9 : 6, 0, 2 * Math.PI);
    if (!hidden) pen.fill();
    pen.strokeStyle = colours.ground;
    pen.lineWidth = 7;
    pen.stroke();
    pen.strokeStyle = colours["text-strong"];
    pen.lineWidth = 3;
    pen.stroke();
  }
};

/**
 * Paints counties by their classes into a box, in light colours whatever the screen has. Answers how
 * many of those with a figure lie where the picture does not reach: in territories.
 */
export const paintFigures = async (
  pen: CanvasRenderingContext2D,
  box: Box,
  layer: FigureLayer,
): Promise<number> => {
  const { stateDigits, chosen, classes, programs = [] } = layer;
  const isNation = stateDigits === undefined;
  const { states, counties: all, stateBorders } = await loadAtlas();
  const counties = inState(all, stateDigits);
  const projection = projectionFor(isNation ? states : counties, isNation, box);
  const path = geoPath(projection, pen);
  const brush: Brush = {
    ...{ pen, projection, colours: readTokens(true, paper) },
    outline: (shape) => {
      pen.beginPath();
      path(shape);
    },
  };
  pen.save();
  // Circles reach beyond their state, and nothing of theirs over another map or the words.
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  pen.lineJoin = "round";
  paintCounties(brush, counties, layer);
  brush.outline(isNation ? stateBorders : inState(states, stateDigits));
  pen.strokeStyle = brush.colours["text-strong"];
  pen.lineWidth = 1.4;
  pen.stroke();
  for (const county of counties.features.filter(({ id }) => String(id) === chosen)) {
    brush.outline(county);
    pen.lineWidth = 4;
    pen.stroke();
  }
  paintPrograms(brush, programs);
  pen.restore();
  return all.features.filter(
    (county) => classes.has(String(county.id)) && projection(centreOf(county)) === null,
  ).length;
};
