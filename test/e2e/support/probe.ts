import { findPods } from '../../../lib/kind/diagnose';
import type { KindCluster } from './kind-cluster';

/** Policies are in force some moments after the pod: only the last of the attempts counts. */
const SCRIPT = `
const net = require('node:net');
const attempt = (address) => new Promise((resolve) => {
  const [host, port] = address.split(':');
  const socket = net.connect({ host, port, timeout: 2000 });
  const end = (result) => () => { socket.destroy(); resolve(result); };
  socket.once('connect', end(true)).once('timeout', end(false)).once('error', end(false));
});
const last = async (address) => {
  let result;
  for (const until = Date.now() + 12000; Date.now() < until; await new Promise((next) => setTimeout(next, 1000)))
    result = await attempt(address);
  return [address, result];
};
Promise.all(process.argv.slice(1).map(last)).then((all) => console.log(JSON.stringify(Object.fromEntries(all))));
`;

/** Whether a pod with these labels, in that namespace, can open a connection to each of the addresses. */
export async function reaches(
  kind: KindCluster,
  from: { readonly name: string; readonly namespace?: string; readonly labels?: string },
  addresses: readonly string[],
): Promise<Record<string, boolean>> {
  const { name, namespace = 'default', labels = '' } = from;
  const kubectl: typeof kind.kubectl = (...args) => kind.kubectl(...args, '--namespace', namespace);
  const image = [`--image=${kind.cluster.images.jobs}`, '--restart=Never'];
  await kind.kubectl(
    ...['run', name, '--namespace', namespace, ...image, `--labels=${labels}`, '--command', '--'],
    ...['node', '-e', SCRIPT, ...addresses],
  );
  const done = async () =>
    (await findPods(kubectl)).find(({ metadata }) => metadata.name === name)?.status.phase === 'Succeeded';
  await kind.until(`pod ${name} has tried all addresses`, done);
  const { stdout } = await kubectl('logs', name);
  await kubectl('delete', 'pod', name, '--wait=false');
  return JSON.parse(stdout) as Record<string, boolean>;
}
