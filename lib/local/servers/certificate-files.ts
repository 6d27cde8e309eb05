import type { CertificateFiles, Cluster } from '../../cluster';

/** As a server's properties name them, seen from its own folder, where its JVM runs. */
const FILES: CertificateFiles = { own: 'server.pem', servers: 'servers.crt', clients: 'clients.crt' };

/** undefined of a cluster that has none. */
export const certificateFiles = ({ security }: Pick<Cluster, 'security'>): CertificateFiles | undefined =>
  security && FILES;

/** The names of all that there may be. */
export const CERTIFICATE_FILES = Object.values(FILES) as readonly string[];
