export { factsInForce } from './facts-in-force';
export { getObjects, isStatefulSet, parseObjects, type LiveObject } from './live-object';
export { requireSafeChange, UNTOUCHED, type Files, type SafeChange } from './require-safe-change';
