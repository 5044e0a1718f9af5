import type {
  AllLayoutProperties,
  AllPaintProperties,
  GeoJSONSource,
  LayerSpecification,
  Map as View,
} from "maplibre-gl";
import type { OwnStyle } from "./style.ts";

const change = (view: View, layer: LayerSpecification): void => {
  const { id, paint = {}, layout = {} } = layer;
  for (const [name, value] of Object.entries(paint)) {
    view.setPaintProperty(id, name as keyof AllPaintProperties, value as never);
  }
  for (const [name, value] of Object.entries(layout)) {
    view.setLayoutProperty(id, name as keyof AllLayoutProperties, value);
  }
  if ("filter" in layer) view.setFilter(id, layer.filter);
};

/**
 * Brings a map to a style, and from one to the next. Shapes are sent on only where they are others:
 * the map's own `setStyle` copies and compares every point of them at each change of a colour.
 * @param view a map whose first style is loaded
 */
export const keepStyle = (view: View): ((style: OwnStyle) => void) => {
  const shapes = new Map<string, unknown>();
  return ({ sources, layers }) => {
    for (const [id, source] of Object.entries(sources)) {
      const kept = view.getSource<GeoJSONSource>(id);
      if (!kept) view.addSource(id, source);
      if (source.type !== "geojson") continue;
      if (kept && shapes.get(id) !== source.data) void kept.setData(source.data);
      shapes.set(id, source.data);
    }
    const wanted = new Set(layers.map(({ id }) => id));
    for (const id of view.getLayersOrder()) if (!wanted.has(id)) view.removeLayer(id);
    let above: string | undefined;
    for (const layer of layers.toReversed()) {
      if (view.getLayer(layer.id)) change(view, layer);
      else view.addLayer(layer, above);
      above = layer.id;
    }
    // Where nothing had to change the map says, too, that it has drawn what it shows.
    view.triggerRepaint();
  };
};

/** Takes everything off a map that a style has put there. */
export const clearStyle = (view: View): void => {
  for (const id of view.getLayersOrder()) view.removeLayer(id);
  for (const id of Object.keys(view.getStyle().sources)) view.removeSource(id);
};
