import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { project } from '../../../lib/cli-kit';
import { defineCluster, hostAddresses, type Cluster, type ClusterDescription } from '../../../lib/cluster';
import { connect, type Client } from '../../../lib/kafka';
import { diagnose, kubectlFor, type Kubectl } from '../../../lib/kind';
import { apply, filesOf, type Applied } from '../../../lib/kind/apply';
import { buildJobsImage, loadJobsImage } from '../../../lib/kind';
import { getObjects } from '../../../lib/kind/checks';
import { writeManifests } from '../../../lib/kind/manifests';
import { deleteNodes } from '../../../lib/kind/nodes';
import { run, type Output } from '../../../lib/kind/run';
import { closeUiForward } from '../../../lib/kind/ui-forward';

const POLL_MS = 500;

/** A kind cluster of the suite's own, under a name and on host ports that no user's cluster has. */
export class KindCluster {
  readonly cluster: Cluster;
  readonly kubectl: Kubectl;
  /** What `kind create cluster` took, milliseconds. */
  createMs = 0;

  constructor(description: ClusterDescription) {
    this.cluster = defineCluster(description);
    this.kubectl = kubectlFor(this.cluster);
  }

  get folder(): string {
    return join(project.kindFolder, this.cluster.name);
  }

  get dist(): string {
    return join(this.folder, 'dist');
  }

  /** `kind create cluster`, as typed by hand. Of a run that was killed the cluster may still be there. */
  async create(): Promise<void> {
    await this.remove();
    const { kindConfig } = await writeManifests(this.cluster, this.folder);
    const began = performance.now();
    await run('kind', ['create', 'cluster', '--config', kindConfig]);
    this.createMs = performance.now() - began;
  }

  /** `npm run images`, as README has it before the manifests are applied. */
  async loadImages(): Promise<void> {
    await buildJobsImage(this.cluster, { project: project.root });
    await loadJobsImage(this.cluster);
  }

  async remove(): Promise<void> {
    await closeUiForward(this.folder);
    await deleteNodes(this.cluster);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A client on the host. */
  connect(brokers: readonly string[] = hostAddresses(this.cluster)): Promise<Client> {
    return connect({ brokers, clientId: 'e2e' });
  }

  /** Waits until `condition` holds; fails with pods, events and logs after the deadline. */
  async until(what: string, condition: () => Promise<boolean>, deadlineMs = 120_000): Promise<void> {
    const deadline = performance.now() + deadlineMs;
    while (!(await condition())) {
      if (performance.now() > deadline) {
        throw new Error(`not within ${deadlineMs / 1000} s: ${what}\n${await diagnose(this.kubectl)}`);
      }
      await delay(POLL_MS);
    }
  }

  /** Applies the manifests as they were last written, and says what that changed. */
  async applyManifests(): Promise<readonly Applied[]> {
    const files = filesOf(this.dist);
    return apply(this.kubectl, files, await getObjects(this.kubectl, ...files.flags));
  }

  /** `kubectl apply` of an object that is not in dist. */
  async apply(object: object, ...flags: readonly string[]): Promise<Output> {
    return this.kubectl('apply', '--filename', this.#file(object), ...flags);
  }

  /** What is not an object of its own, such as an eviction, at its path of the API. */
  async createAt(path: string, object: object): Promise<Output> {
    return this.kubectl('create', '--raw', path, '--filename', this.#file(object));
  }

  #file(object: object): string {
    mkdirSync(this.folder, { recursive: true });
    const path = join(this.folder, 'object.json');
    writeFileSync(path, JSON.stringify(object));
    return path;
  }
}

/** A line of what the suite measured, between jest's own. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);
