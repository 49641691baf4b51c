/** The most requests that the plan sends to one cluster of an app, and when. */
export interface WorstLoad {
  /** Requests a second, with the declared growth. */
  readonly rps: number;
  readonly cluster: string;
  /** The loss that sends them there; undefined where no loss adds to the peak of a day. */
  readonly loss?: string | undefined;
}
