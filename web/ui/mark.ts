/** How one program looks in the list and on the map; never by colour alone. */
export interface Mark {
  shape: "circle" | "diamond" | "shield";
  /** `filled`: open beds by a usable count; `hollow`: full; `dashed`: no usable count. */
  fill: "filled" | "hollow" | "dashed";
  tone: "fits" | "ask" | "full";
  text: string;
}
