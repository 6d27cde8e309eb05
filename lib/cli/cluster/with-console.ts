import { forgetDetached, runningConsole, stopDetached } from '../../console/detached';
import { clusterFolder, requireOwnFolder } from '../../local';
import type { Target } from '../../target';
import { startConsoleOf } from '../up/console';

interface Options {
  /** Holds a folder for each cluster. */
  readonly folder: string;
  readonly noUi: boolean;
}

/** A local run and its console, which comes and goes with it. */
export function withConsole(target: Target, { folder, noUi }: Options): Target {
  const { cluster } = target;
  const own = clusterFolder(cluster, folder);
  return {
    ...target,
    async up(work) {
      const arrival = await target.up(work);
      if (!noUi) await startConsoleOf(cluster, { folder, ...work });
      return arrival;
    },
    async down(work) {
      requireOwnFolder(cluster, folder);
      if ((await stopDetached(own)) === 'stopped') work.report({ step: 'stop the console', state: 'done' });
      if (work.deleteData) forgetDetached(own);
      return target.down(work);
    },
    async state(signal) {
      const state = await target.state(signal);
      const ui = runningConsole(own);
      return ui === undefined ? state : { ...state, ui };
    },
  };
}
