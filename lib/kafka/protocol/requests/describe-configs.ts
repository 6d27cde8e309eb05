import { array, nullableArray, since, struct } from '../codec/composites';
import { boolean, int16, int32, int8, nullableString, string } from '../codec/scalars';
import { request } from '../request';

/** Of what a configuration is. */
export const RESOURCE = { topic: 2, broker: 4 } as const;
/** Where a value comes from. */
export const CONFIG_SOURCE = { topic: 1, broker: 2, 'all brokers': 3, static: 4, default: 5 } as const;

export const describeConfigs = request({
  name: 'DescribeConfigs',
  key: 32,
  versions: [1, 4],
  flexible: 4,
  request: {
    resources: array(
      struct({
        resourceType: int8,
        resourceName: string,
        /** null for all. */
        configurationKeys: since(0, nullableArray(string), null),
      }),
    ),
    includeSynonyms: boolean,
    includeDocumentation: since(3, boolean, false),
  },
  response: {
    throttleTimeMs: int32,
    results: array(
      struct({
        errorCode: int16,
        errorMessage: nullableString,
        resourceType: int8,
        resourceName: string,
        configs: array(
          struct({
            name: string,
            value: nullableString,
            readOnly: boolean,
            configSource: int8,
            isSensitive: boolean,
            /** In the order in which they hold. */
            synonyms: array(struct({ name: string, value: nullableString, source: int8 })),
            configType: since(3, int8, 0),
            documentation: since(3, nullableString, null),
          }),
        ),
      }),
    ),
  },
});
