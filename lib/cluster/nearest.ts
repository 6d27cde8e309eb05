/** The candidate with the fewest edits to `word`, if it is near enough to be what was meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = edits(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein's distance, or `enough` where it is no less: no cell further from the diagonal than that is looked at. */
function edits(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough;
  let row = new Uint32Array(b.length + 1).map((_, j) => j);
  let next = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    const [first, last] = [Math.max(1, i - enough), Math.min(b.length, i + enough)];
    next[first - 1] = first === 1 ? i : enough;
    let least = next[first - 1]!;
    for (let j = first; j <= last; j++) {
      // Beyond the band of the row above nothing was computed.
      const above = j === i + enough ? enough : row[j]!;
      const replaced = row[j - 1]! + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      const edit = Math.min(next[j - 1]! + 1, above + 1, replaced);
      next[j] = edit;
      if (edit < least) least = edit;
    }
    if (least >= enough) return enough;
    [row, next] = [next, row];
  }
  return row[b.length]!;
}
