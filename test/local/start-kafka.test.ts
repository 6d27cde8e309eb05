import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster, text, topic } from '../../lib/cluster';
import { health, connect } from '../../lib/kafka';
import { startKafka } from '../../lib/local';
import { isPortFree } from '../../lib/local/ports';
import { eventually } from '../support/eventually';
import { rejection } from '../support/rejection';
import { run } from '../support/run';
import { temporaryFolder } from '../support/temporary-folder';

jest.setTimeout(120_000);

const portOf = (address: string) => Number(address.split(':')[1]);

describe('a cluster that was started for a test', () => {
  test('has one broker, the described topics and typed clients, and is gone when it is stopped', async () => {
    const kafka = await startKafka({ topics: { notes: topic({ partitions: 2, serde: text }) } });
    expect(kafka.brokers).toHaveLength(1);
    const notes = kafka.producer(kafka.topics.notes);
    await notes.send({ value: 'a' });
    await notes.close();
    const values: string[] = [];
    for await (const { value } of kafka.reader(kafka.topics.notes)) values.push(value);
    expect(values).toEqual(['a']);

    await Promise.all([kafka.stop(), kafka[Symbol.asyncDispose]()]);
    expect(existsSync(kafka.folder)).toBe(false);
    expect(await isPortFree(portOf(kafka.brokers[0]!))).toBe(true);
  });

  test('is gone at the end of a block with await using, as README shows it', async () => {
    const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
    const [, shown] = /```ts\n(\/\/ orders\.test\.ts[^]+?)```/.exec(readme)!;
    const file = join(await temporaryFolder('readme-'), 'orders.test.ts');
    writeFileSync(file, shown!);
    const ended = await run(process.execPath, ['-r', './register.js', file]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ended.stdout).toMatch(/an order is stored[^]*pass 1\n[^]*fail 0\n/);
  });

  test('ends the clients that were forgotten, so that the program ends', async () => {
    const script = `
      const { text, topic } = require('./lib/cluster');
      require('./lib/local').startKafka({ topics: { notes: topic({ serde: text }) } }).then(async (kafka) => {
        const { notes } = kafka.topics;
        const [kept, idle] = [kafka.producer(notes), kafka.producer(notes)];
        await kept.send({ value: 'a' });
        const consumed = kafka.consumer(notes, { group: 'readers' });
        console.log((await consumed.next()).value.value);
        const reading = kafka.reader(notes, { until: 'never' });
        await reading.next();
        const next = reading.next();
        await kafka.stop();
        console.log((await next).done, (await consumed.next()).done);
        console.log(await kept.send({ value: 'b' }).catch(({ code }) => code));
      })`;
    const program = await run(process.execPath, ['-r', './register.js', '-e', script], { deadlineMs: 30_000 });
    expect(program).toMatchObject({ exitCode: 0, stdout: 'a\ntrue true\nCLOSED\n', stderr: '' });
  });

  test('may be a described one, and run beside others', async () => {
    const described = defineCluster({ name: 'shop', brokers: 2, topics: { orders: topic<{ id: number }>() } });
    const clusters = await Promise.all([startKafka({ cluster: described }), startKafka({ cluster: described })]);
    try {
      expect(new Set(clusters.flatMap(({ brokers }) => brokers)).size).toBe(4);
      for (const { brokers } of clusters) {
        const client = await connect({ brokers });
        expect((await health(client)).topics).toMatchObject([{ name: 'orders', replicationFactor: 2, inSync: 2 }]);
        await client.close();
      }
    } finally {
      await Promise.all(clusters.map(({ stop }) => stop()));
    }
  });

  test('is gone when the process that started it is killed', async () => {
    const script = `
      require('./lib/local').startKafka().then(({ folder, brokers }) => {
        console.log(JSON.stringify({ folder, brokers }));
        setInterval(() => {}, 1e6);
      })`;
    const child = spawn(process.execPath, ['-r', './register.js', '-e', script], {
      cwd: join(__dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { folder, brokers } = JSON.parse(line.toString()) as { folder: string; brokers: [string] };
    expect(await isPortFree(portOf(brokers[0]))).toBe(false);
    child.kill('SIGKILL');
    await eventually('the folder is gone', () => !existsSync(folder));
    expect(await isPortFree(portOf(brokers[0]))).toBe(true);
  });

  test('leaves nothing when it is told to stop while it starts, or cannot be', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 300);
    expect(await rejection(startKafka({ signal: stop.signal }))).toMatchObject({ message: 'enough' });
    expect(await rejection(startKafka({ brokers: 15, reachable: { from: 'inside' } }))).toMatchObject({
      code: 'PORT_TAKEN',
    });
    for (const given of [null, 5])
      expect(await rejection(startKafka(given as never))).toMatchObject({ code: 'INVALID_CLUSTER' });
    // @ts-expect-error a broker property that there is not
    expect(await rejection(startKafka({ config: { 'min.insyc.replicas': 1 } }))).toMatchObject({
      code: 'INVALID_CLUSTER',
    });
  });
});
