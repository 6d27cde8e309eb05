import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';
import { openJudges } from './judges';

/** `npm run fuzz -- --count 2000 --seed N` */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '2000' },
      seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    },
  });
  const [first, count] = [Number(values.seed), Number(values.count)];
  const judges = await openJudges();
  const { accepted, refused, findings, refusals } = await fuzz(first, count, judges);
  await judges.close();
  console.log(
    `seeds ${first} to ${first + count - 1}: ${accepted} accepted, ${refused} refused, ${findings.length} findings`,
  );
  for (const finding of findings) console.log(`  ${finding}`);
  console.log('plausible descriptions were refused for:');
  for (const [kind, times] of [...refusals].sort(([, a], [, b]) => b - a)) console.log(`  ${times} × ${kind}`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

void main();
