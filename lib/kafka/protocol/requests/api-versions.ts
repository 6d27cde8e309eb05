import { array, struct, taggedArray } from '../codec/composites';
import { int16, int32, string } from '../codec/scalars';
import { request } from '../request';

/** The first version that tells a broker what program is asking, for its metrics (KIP-511). */
export const apiVersions = request({
  name: 'ApiVersions',
  key: 18,
  versions: [3, 3],
  flexible: 3,
  hasPlainHeader: true,
  request: { clientSoftwareName: string, clientSoftwareVersion: string },
  response: {
    errorCode: int16,
    apiKeys: array(struct({ apiKey: int16, minVersion: int16, maxVersion: int16 })),
    throttleTimeMs: int32,
    /** What the cluster has switched on, such as `metadata.version` (KIP-584). */
    finalizedFeatures: taggedArray(2, struct({ name: string, maxVersionLevel: int16, minVersionLevel: int16 })),
  },
});
