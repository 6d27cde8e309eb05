import type { ClusterState, Delta, GroupRow, MessageRow, TopicRow } from '../../lib/console/api';
import { consume, createProducer } from '../../lib/kafka';
import { RunningConsole } from '../support/console-fixture';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(90_000);

const kafka = new KafkaFixture();
let console_: RunningConsole;

beforeAll(async () => {
  console_ = await RunningConsole.start(kafka.local.bootstrap);
});
afterAll(() => console_.stop());

type Lines = readonly Readonly<Record<string, unknown>>[];
const messagesIn = (lines: Lines) => lines.flatMap(({ message }) => (message ? [message as MessageRow] : []));
const valuesIn = (lines: Lines) =>
  messagesIn(lines).map(({ value }) => (value && 'text' in value ? value.text : value));
const cursorIn = (lines: Lines) =>
  Object.entries(lines.at(-1)!.next as Record<string, number>)
    .map(([partition, offset]) => `${partition}:${offset}`)
    .join();

describe('what is told of changes', () => {
  /** Follows the events until `condition` holds of what they have told so far. */
  async function until(condition: (seen: Seen) => boolean): Promise<Seen> {
    const seen: Seen = { cluster: undefined, topics: {}, groups: {} };
    const stop = new AbortController();
    try {
      for await (const [name, data] of console_.events(stop.signal)) {
        if (name === 'cluster') seen.cluster = data as ClusterState;
        if (name === 'topics') Object.assign(seen.topics, (data as Delta<TopicRow>).set);
        if (name === 'groups') Object.assign(seen.groups, (data as Delta<GroupRow>).set);
        if (condition(seen)) return seen;
      }
    } finally {
      stop.abort();
    }
    throw new Error('the events ended');
  }
  interface Seen {
    cluster: ClusterState | undefined;
    topics: Record<string, TopicRow>;
    groups: Record<string, GroupRow>;
  }

  test('is the whole cluster: brokers, topics with their messages and sizes, groups with their lag', async () => {
    const topic = await kafka.freshTopic(3);
    await kafka.produce(topic, numbers(30));
    const group = { groupId: 'lagging', topics: [topic], fromBeginning: true, count: 10 };
    await consume(kafka.client, group, () => undefined);
    const { cluster, topics, groups } = await until(
      ({ cluster, topics, groups }) =>
        topics[topic]?.messages === 30 &&
        (topics[topic].size ?? 0) > 0 &&
        groups.lagging?.lag !== undefined &&
        cluster?.brokers.every(({ size }) => size !== undefined) === true,
    );
    expect(cluster!.brokers.map(({ id, state, address }) => [id, state, address])).toEqual(
      kafka.local.bootstrap.map((address, index) => [index + 1, 'up', address]),
    );
    expect(cluster).toMatchObject({ partitions: { underReplicated: 0, offline: 0 }, readOnly: false });
    expect(topics[topic]!.partitions).toHaveLength(3);
    expect(groups.lagging).toMatchObject({ state: 'Empty', members: 0, topics: [topic] });
    expect(groups.lagging!.lag! % 10).toBe(0);
  });

  test('is the lag of a group, and how it went', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(5), 0);
    await consume(
      kafka.client,
      { groupId: 'moving/1', topics: [topic], fromBeginning: true, count: 5 },
      () => undefined,
    );
    await until(({ groups }) => groups['moving/1']?.lag === 0);
    const seen = until(({ groups }) => groups['moving/1']?.lag === 7);
    await kafka.produce(topic, numbers(7), 0);
    await seen;
    const { json } = await console_.ask('/api/history/groups/moving%2F1');
    expect(Object.keys((json as { values: object }).values)).toContain(`lag/moving%2F1/${topic}/0`);
  });
});

describe('messages', () => {
  test('are shown from the newest back, of all partitions by their times, page by page', async () => {
    const topic = await kafka.freshTopic(3);
    const producer = await createProducer(kafka.client, { lingerMs: 0 });
    for (const value of numbers(30)) {
      await producer.send({ topic, value, partition: (Number(value) % 7) % 3, timestamp: 1000 + Number(value) });
    }
    await producer.close();
    const path = `/api/topics/${topic}/messages?limit=8`;
    const seen: unknown[] = [];
    let cursor = '';
    for (let page = 0; page < 4; page++) {
      const lines = await console_.lines(`${path}${cursor && `&cursor=${cursor}`}`);
      seen.push(...valuesIn(lines));
      expect(lines.at(-1)).toMatchObject({ end: page < 3 ? 'limit' : 'all' });
      cursor = cursorIn(lines);
    }
    expect(seen).toEqual(numbers(30).toReversed());
    expect(valuesIn(await console_.lines(`${path}&from=oldest`))).toEqual(numbers(8));
    expect(valuesIn(await console_.lines(`${path}&from=1025`))).toEqual(numbers(5, 25));
    const one = messagesIn(await console_.lines(`${path}&from=@2&partitions=1`));
    expect(one.map(({ partition, offset }) => [partition, offset]).slice(0, 2)).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });

  test('are found by their keys and texts, with how many were searched', async () => {
    const topic = await kafka.freshTopic(2);
    await kafka.produce(topic, numbers(3000));
    const lines = await console_.lines(`/api/topics/${topic}/messages?text=2999&from=oldest`);
    expect([valuesIn(lines), lines.at(-1)]).toMatchObject([['2999'], { end: 'all' }]);
    expect(lines.at(-2)).toEqual({ searched: 3000, found: 1, of: 3000 });
    const some = await console_.lines(`/api/topics/${topic}/messages?key=77&depth=500`);
    expect([some.at(-2), some.at(-1)]).toMatchObject([{ searched: 500, of: 3000 }, { end: 'depth' }]);
  });

  test('of which there are none are an empty page', async () => {
    const topic = await kafka.freshTopic(3);
    const lines = await console_.lines(`/api/topics/${topic}/messages`);
    expect(lines).toEqual([
      { searched: 0, found: 0, of: 0 },
      { end: 'all', next: { 0: 0, 1: 0, 2: 0 } },
    ]);
  });

  test('are produced as they are given: text, bytes, none, with headers', async () => {
    const topic = await kafka.freshTopic(1);
    const path = `/api/topics/${topic}/messages`;
    const bytes = Buffer.from([0xff, 0, 0x80]).toString('base64');
    const given = [
      { key: { text: '' }, value: { text: '<img src=x onerror=alert(1)>' } },
      {
        key: { base64: bytes },
        value: null,
        headers: [
          ['trace', { text: 'é' }],
          ['trace', null],
        ],
      },
      { key: null, value: { base64: bytes }, partition: 0 },
    ];
    for (const [offset, message] of given.entries()) {
      expect(await console_.post(path, message)).toMatchObject({ status: 200, json: { partition: 0, offset } });
    }
    const found = messagesIn(await console_.lines(`${path}?from=oldest`));
    expect(found.map(({ key, value, headers }) => ({ key, value, headers }))).toEqual([
      { key: { size: 0, text: '' }, value: { size: 28, text: '<img src=x onerror=alert(1)>' }, headers: [] },
      {
        key: { size: 3, base64: bytes },
        value: null,
        headers: [
          ['trace', { size: 2, text: 'é' }],
          ['trace', null],
        ],
      },
      { key: null, value: { size: 3, base64: bytes }, headers: [] },
    ]);
    const unknown = await console_.post(path, { key: null, value: null, partition: 7 });
    expect(unknown.status).toBeGreaterThanOrEqual(400);
  });

  test('that are large are cut in a list, and can be had whole', async () => {
    const topic = await kafka.freshTopic(1);
    const value = 'é'.repeat(200_000);
    await kafka.produce(topic, [value], 0);
    const [listed] = messagesIn(await console_.lines(`/api/topics/${topic}/messages`));
    expect(listed!.value).toEqual({ size: 400_000, text: 'é'.repeat(1000), isCut: true });
    const whole = await console_.ask(`/api/topics/${topic}/messages/0/0`);
    expect((whole.json as MessageRow).value).toEqual({ size: 400_000, text: value });
    const download = await console_.ask(`/api/topics/${topic}/messages/0/0?download=value`);
    expect([download.text === value, download.headers['content-type']]).toEqual([true, 'application/octet-stream']);
    expect(download.headers['content-disposition']).toMatch(/^attachment; /);
    expect((await console_.ask(`/api/topics/${topic}/messages/0/1`)).status).toBe(404);
  });

  test('are followed as they come', async () => {
    const topic = await kafka.freshTopic(2);
    const stop = new AbortController();
    const url = `http://127.0.0.1:${console_.port}/api/topics/${topic}/tail?text=1`;
    const response = await fetch(url, { signal: stop.signal });
    const found: string[] = [];
    let leftOut = 0;
    let produced: Promise<void> | undefined;
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      // The first line says that whatever comes from now on will be seen.
      text += chunk;
      const lines = text.split('\n');
      text = lines.pop()!;
      for (const line of lines.map((each) => JSON.parse(each) as { messages: MessageRow[]; leftOut: number })) {
        found.push(...line.messages.map(({ value }) => (value as { text: string }).text));
        leftOut += line.leftOut;
      }
      produced ??= kafka.produce(topic, numbers(200));
      // Of 0 to 199 so many have a 1.
      if (found.length + leftOut >= 119) break;
    }
    stop.abort();
    await produced;
    expect(found.every((value) => value.includes('1'))).toBe(true);
    expect(found.length + leftOut).toBe(119);
  });
});

describe('a topic', () => {
  test('is made, changed, grown, purged and deleted', async () => {
    const made = { name: 'made', partitions: 1, replicationFactor: 3, config: { 'retention.ms': '1000000' } };
    expect(await console_.post('/api/topics', made)).toMatchObject({ status: 200 });
    expect(await console_.post('/api/topics', made)).toMatchObject({ status: 409, json: { code: 'TOPIC_EXISTS' } });
    const change = { set: { 'max.message.bytes': '2000' }, reset: ['retention.ms'] };
    expect(await console_.post('/api/topics/made/config', change)).toMatchObject({ status: 200 });
    expect(await console_.post('/api/topics/made/partitions', { count: 2 })).toMatchObject({ status: 200 });
    await kafka.produce('made', numbers(5), 1);
    const partitions = (await console_.ask('/api/topics/made/partitions')).json as { nextOffset: number }[];
    const config = (await console_.ask('/api/topics/made/config')).json as { name: string }[];
    expect(partitions.map(({ nextOffset }) => nextOffset)).toEqual([0, 5]);
    const named = (name: string) => config.find((entry) => entry.name === name);
    expect(named('max.message.bytes')).toMatchObject({ value: '2000', source: 'topic', otherwise: '1048588' });
    expect(named('retention.ms')).not.toMatchObject({ source: 'topic' });
    const purged = await console_.post('/api/topics/made/purge', { confirm: 'made' });
    expect(purged.json).toContainEqual({ topic: 'made', partition: 1, firstOffset: 5 });
    const wrong = await console_.post('/api/topics/made/config', { set: { 'retention.ms': 'soon' } });
    expect(wrong).toMatchObject({ status: 400, json: { code: 'INVALID_TOPIC_CONFIG' } });
    const deletion = { method: 'DELETE', body: { confirm: 'made' } };
    expect(await console_.ask('/api/topics/made', deletion)).toMatchObject({ status: 200 });
    expect(await console_.ask('/api/topics/made/config')).toMatchObject({
      status: 404,
      json: { code: 'UNKNOWN_TOPIC' },
    });
  });
});

describe('a group', () => {
  test('is shown, set back after a preview, and deleted, but not while somebody is in it', async () => {
    const topic = await kafka.freshTopic(1);
    await kafka.produce(topic, numbers(10), 0);
    const options = { groupId: 'set-back', topics: [topic], fromBeginning: true } as const;
    await consume(kafka.client, { ...options, count: 6 }, () => undefined);
    const offsets = async () => ((await console_.ask('/api/groups/set-back')).json as { offsets: object }).offsets;
    expect(await offsets()).toEqual([{ topic, partition: 0, offset: 6, endOffset: 10 }]);
    const reset = { topic, to: { offset: 2 } };
    const moves = [{ topic, partition: 0, before: 6, after: 2 }];
    expect((await console_.post('/api/groups/set-back/offsets', reset)).json).toEqual(moves);
    expect(await offsets()).toMatchObject([{ offset: 6 }]);

    const stop = new AbortController();
    const joined = new Promise<void>((resolve) => {
      const member = { ...options, until: 'never', signal: stop.signal } as const;
      void consume(kafka.client, member, () => resolve());
    });
    await joined;
    const execute = { ...reset, execute: true };
    const refused = { status: 409, json: { code: 'NON_EMPTY_GROUP' } };
    expect(await console_.post('/api/groups/set-back/offsets', execute)).toMatchObject(refused);
    const shown = (await console_.ask('/api/groups/set-back')).json as { members: { assigned: object }[] };
    expect(shown.members[0]!.assigned).toEqual([{ topic, partitions: [0] }]);
    stop.abort();

    let answer = await console_.post('/api/groups/set-back/offsets', execute);
    while (answer.status === 409) answer = await console_.post('/api/groups/set-back/offsets', execute);
    expect(answer.status).toBe(200);
    expect(await offsets()).toMatchObject([{ offset: 2 }]);
    const deletion = { method: 'DELETE', body: { confirm: 'set-back' } };
    expect(await console_.ask('/api/groups/set-back', deletion)).toMatchObject({ status: 200 });
    expect((await console_.ask('/api/groups/set-back')).status).toBe(404);
  });
});
