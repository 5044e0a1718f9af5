/** Eligibility facts and current bed figures of every active program, in memory. */
export interface Catalogue {
  readonly asOf: Date;
  readonly size: number;
  /** The change feed is connected and everything up to now was read. */
  readonly current: boolean;
  stop(): Promise<void>;
}
