/** Sends what changed to every open stream, as far as each viewer may know it. */
export interface LiveHub {
  readonly viewers: number;
  stop(): Promise<void>;
}
