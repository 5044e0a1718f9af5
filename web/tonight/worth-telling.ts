import type { Relaxation } from "../api/schema.ts";

const milesOf = ({ change }: Relaxation) => change.within_miles ?? Infinity;

/**
 * The changes after which more programs fit than the `fits` of now. Going farther comes first, from
 * near to far, and a reach that adds nothing to a shorter one is left out.
 */
export const worthTelling = (relaxations: readonly Relaxation[], fits: number): Relaxation[] => {
  const more = relaxations.filter((relaxation) => relaxation.fits > fits);
  const farther = more
    .filter(({ criterion }) => criterion === "distance")
    .sort((a, b) => milesOf(a) - milesOf(b));
  return [
    ...farther.filter(({ fits: would }, index) =>
      farther.slice(0, index).every((shorter) => shorter.fits < would),
    ),
    ...more.filter(({ criterion }) => criterion !== "distance"),
  ];
};
