/** The error that `promise` rejects with; resolving is the failure. */
export const rejection = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    (value) => {
      throw new Error(`should have been rejected, but resolved to ${JSON.stringify(value)}`);
    },
    (error: unknown) => error as Error,
  );
