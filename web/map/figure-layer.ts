/** A program on the map of figures, no finer than analysts may know where it is. */
export interface ProgramSpot {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  /** Of a circle that holds the counties that it names as served; null: it names none. */
  readonly reachMiles: number | null;
  /** Where it is to be seen only as its county's center. */
  readonly hidden: boolean;
}

/** What a map of figures shows, on the screen or as a picture. */
export interface FigureLayer {
  /** The class of each county's figure, by FIPS code. */
  readonly classes: ReadonlyMap<string, number>;
  /** A token of `tokens.css` a class, in their order. */
  readonly tokens: readonly string[];
  readonly patterned: boolean;
  /** First two digits of the FIPS codes of the state that is shown; the nation otherwise. */
  readonly stateDigits: string | undefined;
  readonly chosen: string | undefined;
  readonly programs?: readonly ProgramSpot[] | undefined;
}
