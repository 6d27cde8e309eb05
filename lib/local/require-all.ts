import { LocalRunError } from './local-run-error';

/**
 * Makes all `checks`, so that one correction round is enough.
 * @throws {LocalRunError} with the faults of all, and the code of the first
 */
export function requireAll(checks: readonly (() => void)[]): void {
  const errors = checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      if (error instanceof LocalRunError) return [error];
      throw error;
    }
  });
  const [first, ...others] = errors;
  if (!first) return;
  throw others.length === 0
    ? first
    : new LocalRunError(first.code, [...new Set(errors.flatMap(({ faults }) => faults))]);
}
