/** What the command can do, in the order of its help, each with the file that does it. */
export const VERBS: Readonly<Record<string, { readonly file: string; readonly does: string }>> = {
  init: { file: 'lib/cli/init.ts', does: 'writes a new project: a cluster, jobs, manifests' },
  start: { file: 'lib/cli/start.ts', does: 'starts the cluster, produces messages and consumes them' },
  up: { file: 'lib/cli/up.ts', does: 'starts what does not run' },
  down: { file: 'lib/cli/down.ts', does: 'stops it, and keeps the data' },
  status: { file: 'lib/cli/status.ts', does: 'shows what runs where, and how the cluster is' },
  clusters: { file: 'lib/cli/clusters.ts', does: 'lists what was started from here' },
  logs: { file: 'lib/cli/logs.ts', does: 'prints what servers have logged' },
  restart: { file: 'lib/cli/restart.ts', does: 'stops servers and starts them again, one after another' },
  produce: { file: 'lib/cli/produce.ts', does: 'produces messages, or the lines of a file' },
  consume: { file: 'lib/cli/consume.ts', does: 'prints the messages of a topic' },
  topics: { file: 'lib/cli/topics.ts', does: 'lists, creates, changes and deletes topics' },
  groups: { file: 'lib/cli/groups.ts', does: 'shows groups and their lag, and sets them back' },
  admin: { file: 'lib/cli/admin.ts', does: 'the same in one command' },
  console: { file: 'lib/cli/console.ts', does: 'shows the cluster in the browser' },
  audit: { file: 'lib/cli/audit.ts', does: 'compares a topic with what its producers were told' },
  images: { file: 'lib/cli/images.ts', does: 'builds the image of the jobs, and loads it into kind' },
};
