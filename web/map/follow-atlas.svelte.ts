import { loadCountyShapes, loadStates, type AtlasLevel } from "./atlas.ts";

/** States and counties as they come in; nothing is loaded while `wanted` answers no. */
export const followAtlas = (wanted: () => boolean) => {
  let states = $state.raw<AtlasLevel>();
  let counties = $state.raw<AtlasLevel>();
  let failed = $state(false);

  const load = async () => {
    try {
      states = await loadStates();
      counties = await loadCountyShapes();
      failed = false;
    } catch {
      failed = true;
    }
  };
  $effect(() => {
    if (wanted()) void load();
  });

  return {
    get states() {
      return states;
    },
    get counties() {
      return counties;
    },
    /** What lies under the map did not arrive. */
    get failed() {
      return failed;
    },
  };
};
