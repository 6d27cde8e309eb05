/** What a grader has against an object. */
export interface Finding {
  readonly grader: string;
  /** The grader's own name for its check. */
  readonly check: string;
  /** Kind and name, as `Service/broker-1`. */
  readonly object: string;
  readonly message: string;
}
