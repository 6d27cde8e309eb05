/** Files of PEM that a server reads, as its properties name them. */
export interface CertificateFiles {
  /** Its own key and certificate. */
  readonly own: string;
  /** The authority of all servers, and of who may do all. */
  readonly servers: string;
  /** The authority of users, where they come by certificates. */
  readonly clients: string;
}

/** Where a server of a secured cluster finds them. @throws {TypeError} of a place that has none */
export function certificatesIn({ certificates }: { readonly certificates?: CertificateFiles | undefined }) {
  if (!certificates) throw new TypeError('a server of a secured cluster needs certificates where it runs');
  return certificates;
}
