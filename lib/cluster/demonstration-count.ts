/** How many messages a start produces and consumes to show that the cluster works; `produce` by default produces as many. */
export const DEMONSTRATION_COUNT = 30;
