import { useState } from 'preact/hooks';
import type { Content, GivenContent, GivenMessage, MessageRow } from '../../api';
import { tell } from '../ask';
import { Dialog } from '../parts/dialog';

interface ProduceProps {
  readonly topic: string;
  readonly partitions: number;
  /** What is there to begin with. @default - nothing */
  readonly like?: MessageRow;
  readonly onClose: () => void;
}

const textIn = (content: Content | null | undefined): string => (content && 'text' in content ? content.text : '');

/** Bytes that are no text are sent as they were, unless something is typed in their place. */
const bytesIn = (content: Content | null | undefined): GivenContent | undefined =>
  content && 'base64' in content ? { base64: content.base64 } : undefined;

export function ProduceDialog({ topic, partitions, like, onClose }: ProduceProps) {
  const [key, setKey] = useState(textIn(like?.key));
  const [value, setValue] = useState(textIn(like?.value));
  const [hasKey, setHasKey] = useState(like ? like.key !== null : true);
  const [isTombstone, setTombstone] = useState(like ? like.value === null : false);
  const [headers, setHeaders] = useState(
    (like?.headers ?? []).map(([name, content]) => `${name}: ${textIn(content)}`).join('\n'),
  );
  const [partition, setPartition] = useState('');
  const given = (typed: string, before: Content | null | undefined): GivenContent =>
    typed === '' ? (bytesIn(before) ?? { text: '' }) : { text: typed };
  const produce = async () => {
    const message: GivenMessage = {
      key: hasKey ? given(key, like?.key) : null,
      value: isTombstone ? null : given(value, like?.value),
      headers: headersIn(headers),
      ...(partition === '' ? {} : { partition: Number(partition) }),
    };
    await tell('POST', `/api/topics/${encodeURIComponent(topic)}/messages`, message);
  };
  return (
    <Dialog title={`Produce a message to ${topic}`} action="Produce" act={produce} onClose={onClose}>
      <label>
        Key
        <input
          value={key}
          disabled={!hasKey}
          onInput={(event) => setKey(event.currentTarget.value)}
          spellcheck={false}
        />
      </label>
      <label>
        <input type="checkbox" checked={!hasKey} onChange={(event) => setHasKey(!event.currentTarget.checked)} /> No key
      </label>
      <label>
        Value
        <textarea
          rows={6}
          value={value}
          disabled={isTombstone}
          onInput={(event) => setValue(event.currentTarget.value)}
          spellcheck={false}
        />
      </label>
      <label>
        <input type="checkbox" checked={isTombstone} onChange={(event) => setTombstone(event.currentTarget.checked)} />{' '}
        No value: a tombstone, which deletes the key of a compacted topic
      </label>
      <label>
        Headers, a line each: <code>name: value</code>
        <textarea
          rows={2}
          value={headers}
          onInput={(event) => setHeaders(event.currentTarget.value)}
          spellcheck={false}
        />
      </label>
      <label>
        Partition
        <select value={partition} onChange={(event) => setPartition(event.currentTarget.value)}>
          <option value="">by the key</option>
          {Array.from({ length: partitions }, (_, each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
    </Dialog>
  );
}

/** @throws what is wrong with a line */
function headersIn(text: string): NonNullable<GivenMessage['headers']> {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw new Error(`a header is "name: value", but "${line}" was given`);
      return [line.slice(0, colon).trim(), { text: line.slice(colon + 1).trim() }] as const;
    });
}
