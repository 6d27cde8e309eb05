import { version } from '../../package/version';

/** What brokers are told of who asks, for their metrics (KIP-511). */
export const OWN_SOFTWARE = { clientSoftwareName: 'kafka-streaming', clientSoftwareVersion: version } as const;
