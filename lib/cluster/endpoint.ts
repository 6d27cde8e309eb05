export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** An IPv6 address stands in brackets. */
export const address = ({ host, port }: Endpoint): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
