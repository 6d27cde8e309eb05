import type { Rule } from './rule';

/** What would be described, and do nothing. */
export const fieldsOfReadiness: Rule = function* ({ readiness, description: { images, resources } }) {
  if (readiness === 'in-sync') return;
  for (const [path, given] of [
    ['images.readiness', images?.readiness],
    ['resources.readiness', resources?.readiness],
  ]) {
    if (given !== undefined)
      yield `${path as string} is of readiness: "in-sync", but readiness is "${readiness}": leave it out, or describe readiness: "in-sync"`;
  }
};
