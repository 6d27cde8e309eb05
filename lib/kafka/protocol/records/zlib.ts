import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

type Codec = (
  bytes: Uint8Array,
  options: { readonly maxOutputLength?: number },
  done: (error: Error | null, result: Buffer) => void,
) => void;

// Only Node 22.15 and later have it; @types/node of the oldest version supported says nothing of it.
const zstd = zlib as typeof zlib & { readonly zstdCompress?: Codec; readonly zstdDecompress?: Codec };

export const gzip = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gzip);
export const gunzip = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gunzip);
export const zstdCompress = zstd.zstdCompress && promisify(zstd.zstdCompress);
export const zstdDecompress = zstd.zstdDecompress && promisify(zstd.zstdDecompress);
