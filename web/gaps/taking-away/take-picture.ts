import { session } from "../../api/session.svelte.ts";
import { count, momentInWords } from "../../format.ts";
import type { FigureLayer } from "../../map/figure-layer.ts";
import { m } from "../../paraglide/messages.js";
import type { GapView } from "../gap-view.ts";
import { isOfDemand } from "../map-metrics.ts";
import type { ShownFigures } from "../shown-figures.ts";
import { drawPicture } from "./draw-picture.ts";
import { fileName, saveFile } from "./save-file.ts";

interface Pictured {
  readonly view: GapView;
  readonly whom: string;
  readonly title: string;
  readonly where: string;
  readonly legend: string;
  readonly asOf: string | undefined;
  readonly layer: FigureLayer;
  readonly figures: ShownFigures;
}

const dayOf = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

/** Draws the map as a slide and hands it to the device, named by what it shows. */
export const takePicture = async (of: Pictured): Promise<void> => {
  const { view, whom, title, where, legend, asOf, layer, figures } = of;
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
        ...(layer.programs ? [m.gaps_picture_programs()] : []),
        ...(ofDemand ? [m.gaps_picture_withheld()] : []),
      ],
      sources: [m.gaps_picture_source(), m.gaps_picture_definitions({ address })],
      warning: session.instance.training ? m.gaps_picture_training() : undefined,
      beyond: (counties) => m.gaps_picture_beyond({ counties: count(counties) }),
    },
    layer,
    figures,
  );
  const day = asOf === undefined ? undefined : dayOf(new Date(asOf));
  saveFile(picture, fileName(["harborlight", view.metric, whom, view.state ?? "us", day], "png"));
};
