import { session } from "../../api/session.svelte.ts";
import { count, momentInWords } from "../../format.ts";
import { m } from "../../paraglide/messages.js";
import type { GapView } from "../gap-view.ts";
import { isOfDemand } from "../map-metrics.ts";
import { drawPicture, type PictureMap } from "./draw-picture.ts";
import { fileName, saveFile } from "./save-file.ts";

export interface Pictured {
  readonly view: GapView;
  readonly title: string;
  readonly where: string;
  readonly legend: string;
  /** When the figures were worked out; undefined: they are those of a month. */
  readonly asOf: string | undefined;
  /** One, or those that are compared. */
  readonly maps: readonly PictureMap[];
}

const dayOf = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

/** Draws the maps as a slide and hands it to the device, named by what it shows. */
export const takePicture = async (of: Pictured): Promise<void> => {
  const { view, title, where, legend, asOf, maps } = of;
  const ofDemand = isOfDemand(view.metric);
  const address = `${window.location.origin}/gaps/definitions`;
  const picture = await drawPicture(
    {
      title,
      subtitle:
        asOf === undefined ? where : m.gaps_picture_where({ where, time: momentInWords(asOf) }),
      legend,
      without: ofDemand ? m.gaps_withheld() : m.gaps_without_figure(),
      notes: [
        m.gaps_legend_counties(),
        ...(maps.some(({ layer }) => layer.programs) ? [m.gaps_picture_programs()] : []),
        ...(ofDemand ? [m.gaps_picture_withheld()] : []),
      ],
      sources: [m.gaps_picture_source(), m.gaps_picture_definitions({ address })],
      warning: session.instance.training ? m.gaps_picture_training() : undefined,
      beyond: (counties) => m.gaps_picture_beyond({ counties: count(counties) }),
    },
    maps,
  );
  const day = asOf === undefined ? undefined : dayOf(new Date(asOf));
  const whom = maps.map((map) => map.whom);
  saveFile(
    picture,
    fileName(["harborlight", view.metric, ...whom, view.state ?? "us", day], "png"),
  );
};
