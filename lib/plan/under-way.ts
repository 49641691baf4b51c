/** The most requests of the plan that may be under way to an app at once, and how they come about. */
export interface UnderWay {
  /** Requests a second that one cluster gets at the worst, with the declared growth. */
  readonly rps: number;
  readonly cluster: string;
  /** The loss that sends them there; undefined where no loss adds to the peak of a day. */
  readonly loss?: string | undefined;
  /** The longest that a request may take. */
  readonly seconds: number;
  readonly requests: number;
  /** Those of them that wait for a connection, when all of them need a new one at once. */
  readonly pending: number;
}
