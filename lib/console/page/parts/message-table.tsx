import { useState } from 'preact/hooks';
import type { MessageRow } from '../../api';
import { ask } from '../ask';
import { clock, time } from '../format';
import { useLive } from '../live';
import { ProduceDialog } from '../views/produce';
import { ContentView, Preview } from './content-view';

interface TableProps {
  readonly topic: string;
  readonly partitions: number;
  readonly messages: readonly MessageRow[];
}

const placeOf = ({ partition, offset }: MessageRow): string => `${partition}/${offset}`;

export function MessageTable({ topic, partitions, messages }: TableProps) {
  const [open, setOpen] = useState<string>();
  if (messages.length === 0) return <p class="empty">No messages.</p>;
  return (
    <div class="scroll" role="region" aria-label="Messages" tabIndex={0}>
      <table class="messages">
        <thead>
          <tr>
            {['Time', 'Partition', 'Offset', 'Key', 'Value'].map((head, index) => (
              <th key={head} scope="col" class={index === 1 || index === 2 ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => {
            const place = placeOf(message);
            const isOpen = open === place;
            return [
              <tr key={place}>
                <td>
                  <button
                    type="button"
                    class="open"
                    aria-expanded={isOpen}
                    onClick={() => setOpen(isOpen ? undefined : place)}
                  >
                    <span class="unseen">{`Message ${place}, `}</span>
                    <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>{' '}
                    <time title={time(message.timestamp)}>{clock(message.timestamp)}</time>
                  </button>
                </td>
                <td class="number">{message.partition}</td>
                <td class="number">{message.offset}</td>
                <td>
                  <Preview content={message.key} none="no key" />
                </td>
                <td>
                  <Preview content={message.value} none="tombstone" />
                </td>
              </tr>,
              isOpen && (
                <tr key={`${place} open`}>
                  <td colSpan={5}>
                    <OpenMessage topic={topic} partitions={partitions} listed={message} />
                  </td>
                </tr>
              ),
            ];
          })}
        </tbody>
      </table>
    </div>
  );
}

interface OpenProps {
  readonly topic: string;
  readonly partitions: number;
  readonly listed: MessageRow;
}

function OpenMessage({ topic, partitions, listed }: OpenProps) {
  const { cluster } = useLive();
  const [whole, setWhole] = useState<MessageRow>();
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const message = whole ?? listed;
  const { partition, offset, timestamp, timestampType, key, value, headers } = message;
  const path = `/api/topics/${encodeURIComponent(topic)}/messages/${partition}/${offset}`;
  const isCut = [key, value, ...headers.map(([, each]) => each)].some((content) => content?.isCut);
  const load = () =>
    void ask<MessageRow>(path).then(setWhole, (error: unknown) => setFailure((error as Error).message));
  return (
    <div class="opened">
      <p>
        {time(timestamp)}, {timestampType === 'create' ? 'as its producer says' : 'when it was stored'}; partition{' '}
        {partition}, offset {offset}
      </p>
      <ContentView name="Key" content={key} none="no key" download={`${path}?download=key`} />
      <ContentView name="Value" content={value} none="tombstone" download={`${path}?download=value`} />
      {headers.length > 0 && (
        <section class="content">
          <h3>Headers</h3>
          <dl>
            {headers.map(([name, content], index) => [
              <dt key={`${index} name`}>{name}</dt>,
              <dd key={`${index} value`}>
                <Preview content={content} none="null" />
              </dd>,
            ])}
          </dl>
        </section>
      )}
      {failure !== undefined && (
        <p role="alert" class="trouble">
          {failure}
        </p>
      )}
      <p class="actions">
        {isCut && !whole && (
          <button type="button" onClick={load}>
            Show more of it
          </button>
        )}
        {cluster?.readOnly === false && !isCut && (
          <button type="button" onClick={() => setSending(true)}>
            Edit and send again
          </button>
        )}
      </p>
      {isSending && (
        <ProduceDialog topic={topic} partitions={partitions} like={message} onClose={() => setSending(false)} />
      )}
    </div>
  );
}
