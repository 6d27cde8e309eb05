/** Takes one from a broker and gives it to another; false where nothing of it can go there. */
export type Shift = (from: number, to: number) => boolean;

/**
 * Shifts from whoever has the most to whoever has the least, as long as that makes them more equal: each time the sum of squares
 * becomes less, so that it ends.
 */
export function level(brokers: readonly number[], count: (broker: number) => number, shift: Shift): void {
  const shiftOne = (): boolean => {
    const most = [...brokers].sort((a, b) => count(b) - count(a));
    const least = [...most].reverse();
    return most.some((from) => least.some((to) => count(from) - count(to) >= 2 && shift(from, to)));
  };
  while (shiftOne());
}
