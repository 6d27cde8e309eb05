import { find, manifestsOf, type Manifest } from './manifests';
import { schemaFaults } from './schema';

const service = find(manifestsOf({}), 'Service', 'kafka');
const broken = (spec: object): Manifest => ({ ...service, spec: { ...service.spec, ...spec } });

test.each([
  ['an unknown field', broken({ clusterIp: 'None' })],
  ['a number in quotes', broken({ ports: [{ port: '80' }] })],
  ['a missing field', broken({ ports: [{ name: 'internal' }] })],
  ['a null', broken({ type: null })],
  ['an unknown kind', { ...service, kind: 'Servise' }],
])('the schema refuses %s', (_, manifest) => expect(schemaFaults(manifest)).toHaveLength(1));
