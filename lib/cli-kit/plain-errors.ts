import { existsSync } from 'node:fs';
import { descriptionFault, placeOf } from './description-fault';
import { exitCodeOf } from './exit-codes';

/**
 * Imported first by whatever loads cluster.ts, which may be at fault as it loads: prints an error that the user can mend as the
 * sentence that it is, and ends with its exit code. Any other keeps its stack and ends with 1.
 */
process.on('uncaughtException', (thrown: unknown) => {
  const error = isOfKafkaJs(thrown) ? thrown.cause : thrown;
  const known = exitCodeOf(error);
  const fault = known === undefined ? descriptionFault(error) : undefined;
  const isDebug = process.argv.includes('--debug');
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text =
    known !== undefined ? `${placeOf(error as Error)}${(error as Error).message}` : isDebug ? stack : (fault ?? stack);
  process.stderr.write(`${text}\n${emptiedText(process.env.CDK8S_OUTDIR)}`);
  process.exit(known ?? (fault === undefined ? 1 : 2));
});

/** `cdk8s synth` removes its folder before it has the app run, and no app can keep it from that. */
const emptiedText = (folder: string | undefined): string =>
  folder === undefined || existsSync(folder)
    ? ''
    : `${folder} is gone, as cdk8s removes it first: mend the description, or git checkout ${folder} for what was committed\n`;

/** By the API of kafkajs, an error of the clients is the cause of one of its own. */
function isOfKafkaJs(thrown: unknown): thrown is Error {
  return thrown instanceof Error && thrown.name.startsWith('KafkaJS') && exitCodeOf(thrown.cause) !== undefined;
}
