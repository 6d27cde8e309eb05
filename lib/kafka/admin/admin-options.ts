/** What every call to the cluster's administration takes. */
export interface AdminOptions {
  /** Ends the waiting, with its reason. A change that was asked for already may be made all the same. */
  readonly signal?: AbortSignal | undefined;
}
