export { claimsIn, deletedClaims } from './claims';
export { factsInForce } from './facts-in-force';
export { clusterOf, getObjects, isStatefulSet, parseObjects, plainlyNamed, type LiveObject } from './live-object';
export { requireSafeChange, UNTOUCHED, type Files, type SafeChange } from './require-safe-change';
