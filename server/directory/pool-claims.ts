import type { PoolClaim } from "./claims.repo.ts";
import type { PoolCount } from "./pool-figures.ts";

/**
 * The pool with the beds that `claims` take from it. A bed in which a child has arrived is in the
 * count itself once the count was true after the arrival.
 */
export const withPoolClaims = <Pool extends PoolCount & { id: string }>(
  pool: Pool,
  claims: readonly PoolClaim[],
): Pool & { claimed: number; filled: number } => {
  const own = claims.filter(({ poolId }) => poolId === pool.id);
  const filled = own.filter(
    ({ arrivedAt }) =>
      arrivedAt !== null && (pool.observedAt === null || pool.observedAt <= arrivedAt),
  ).length;
  const promised = own.filter(({ arrivedAt }) => arrivedAt === null).length;
  return { ...pool, claimed: promised + filled, filled };
};
