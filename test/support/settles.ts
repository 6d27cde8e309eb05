/** Of the event loop. Whatever waits for a timer of milliseconds takes hundreds, on a fast machine as on a slow one. */
const TURNS = 50;

/** Whether it settles without waiting for anything more than what is due: so that how fast the machine is does not matter. */
export function settlesAtOnce(promise: Promise<unknown>): Promise<boolean> {
  const isSettled = () => true;
  return Promise.race([promise.then(isSettled, isSettled), turns()]);
}

async function turns(): Promise<false> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise(setImmediate);
  return false;
}

/** Whether it settles by the time that a timer takes that begins now. */
export async function settlesWithin(ms: number, promise: Promise<unknown>): Promise<boolean> {
  await Promise.race([promise.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, ms))]);
  return settlesAtOnce(promise);
}
