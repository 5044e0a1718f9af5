import { counties } from "./training-program.ts";

export const alameda = "06001";
export const contraCosta = "06013";
export const sanFrancisco = "06075";
export const santaClara = "06085";
export const solano = "06095";

const marin = "06041";
const sanMateo = "06081";

export const eastBay = counties(alameda, contraCosta);
export const bayArea = [...eastBay, ...counties(marin, sanFrancisco, sanMateo, santaClara, solano)];
