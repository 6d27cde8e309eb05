/**
 * Where the pod of a broker tells whether it is in sync. Beside INTERNAL's port, so that host ports which must be others for one are
 * so for both, and below the ephemeral ports.
 */
export const READINESS_PORT = 19_089;
