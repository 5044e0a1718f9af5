interface Placed {
  id: string;
  x: number;
  y: number;
}

/** Markers that would cover each other, the first of the list on top. */
export interface Cluster<T extends Placed> {
  leader: T;
  others: T[];
}

/**
 * Puts markers that lie within `pixels` of each other under the one that comes first in the list,
 * so that the best match is never hidden. The same points give the same clusters.
 */
export const declutter = <T extends Placed>(points: readonly T[], pixels: number): Cluster<T>[] => {
  const clusters: Cluster<T>[] = [];
  for (const point of points) {
    const near = clusters.find(
      ({ leader }) => Math.hypot(leader.x - point.x, leader.y - point.y) < pixels,
    );
    if (near) near.others.push(point);
    else clusters.push({ leader: point, others: [] });
  }
  return clusters;
};
