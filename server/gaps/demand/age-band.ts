import { ageBands, type AgeBand } from "../../../db/codes.ts";

const bounds = ageBands.map((band) => ({ band, oldest: Number(band.split("_")[1]) }));

/** The band in which an age is kept. */
export const ageBandOf = (age: number): AgeBand =>
  bounds.find(({ oldest }) => age <= oldest)?.band ?? "18_25";
