import { useState } from 'preact/hooks';
import type { BrokerRow, Change, Series } from '../../api';
import { useAsked } from '../ask';
import { bytes, clock, counted, grouped } from '../format';
import { Link } from '../location';
import { useLive } from '../live';
import { troubleOf } from '../parts/cells';
import { GridLegend, TopicGrid } from '../parts/grid';
import { Plot } from '../parts/plot';

const PLOT_MS = 2000;
const LINES = [
  { label: 'produced', name: 'produced' },
  { label: 'consumed', name: 'consumed' },
];
/** More are drawn when they are asked for: each is a picture of its own. */
const MAX_GRIDS = 100;

/** What a person wants to know first: who is up, who leads, and what is not as it should be. */
export function ClusterView() {
  const { cluster } = useLive();
  const { answer } = useAsked<Series>('/api/history', PLOT_MS);
  if (!cluster) return <p class="empty">Looking at the cluster…</p>;
  const { total, offline, underReplicated } = cluster.partitions;
  return (
    <>
      <h1>Cluster</h1>
      <Summary total={total} offline={offline} underReplicated={underReplicated} brokers={cluster.brokers} />
      <ul class="brokers" aria-label="Brokers">
        {cluster.brokers.map((broker) => (
          <Broker key={broker.id} broker={broker} isController={broker.id === cluster.controllerId} />
        ))}
      </ul>
      <Grids brokers={cluster.brokers} />
      <Plot title="Messages a second" lines={LINES} series={answer} unit="/s" />
      <Changes changes={cluster.changes} />
    </>
  );
}

interface SummaryProps {
  readonly total: number;
  readonly offline: number;
  readonly underReplicated: number;
  readonly brokers: readonly BrokerRow[];
}

function Summary({ total, offline, underReplicated, brokers }: SummaryProps) {
  const away = brokers.filter(({ state }) => state !== 'up');
  const isWell = away.length + offline + underReplicated === 0;
  const troubles = [
    ...away.map(({ id, state }) => `broker ${id} ${state === 'silent' ? 'does not answer' : 'is down'}`),
    ...(offline > 0 ? [`${counted(offline, 'partition')} offline`] : []),
    ...(underReplicated > 0 ? [`${counted(underReplicated, 'partition')} not in sync`] : []),
  ];
  return (
    <p role="status" class={`summary ${isWell ? 'well' : 'ill'}`}>
      {isWell
        ? `All is well: ${counted(brokers.length, 'broker')}, ${counted(total, 'partition')} in sync`
        : troubles.join('; ')}
    </p>
  );
}

function Broker({ broker, isController }: { readonly broker: BrokerRow; readonly isController: boolean }) {
  const { id, address, rack, state, fault, leads, replicas, inSync, size, diskFree } = broker;
  return (
    <li class={`broker ${state}`}>
      <h2>
        <Link to={`/brokers/${id}`}>Broker {id}</Link>
        {isController && <span class="tag">controller</span>}
      </h2>
      <p class="state">{state === 'up' ? 'up' : state === 'silent' ? 'does not answer' : 'down'}</p>
      {fault !== undefined && <p class="fault">{fault}</p>}
      <dl>
        <dt>Address</dt>
        <dd>{address ?? 'not registered'}</dd>
        {rack !== undefined && (
          <>
            <dt>Rack</dt>
            <dd>{rack}</dd>
          </>
        )}
        <dt>Leads</dt>
        <dd>{grouped(leads)}</dd>
        <dt>In sync</dt>
        <dd>
          {grouped(inSync)} of {grouped(replicas)}
        </dd>
        <dt>Disk</dt>
        <dd>
          {bytes(size)}
          {diskFree !== undefined && `, ${bytes(diskFree)} free`}
        </dd>
      </dl>
    </li>
  );
}

/** Those in trouble first, and Kafka's own last. */
function Grids({ brokers }: { readonly brokers: readonly BrokerRow[] }) {
  const { topics } = useLive();
  const [max, setMax] = useState(MAX_GRIDS);
  const ranked = [...topics]
    .map(([name, row]) => ({ name, row, rank: (troubleOf(row, brokers) ? 0 : 2) + Number(row.internal) }))
    .sort((one, other) => one.rank - other.rank || (one.name < other.name ? -1 : 1));
  return (
    <section aria-labelledby="grid-title">
      <h2 id="grid-title">Partitions on brokers {brokers.map(({ id }) => id).join(', ')}</h2>
      <GridLegend />
      <ul class="grids">
        {ranked.slice(0, max).map(({ name, row }) => (
          <TopicGrid key={name} name={name} row={row} brokers={brokers} />
        ))}
      </ul>
      {ranked.length > max && (
        <p>
          {grouped(max)} of {counted(ranked.length, 'topic')} are drawn, those in trouble first.{' '}
          <button type="button" onClick={() => setMax(ranked.length)}>
            Draw all
          </button>
        </p>
      )}
    </section>
  );
}

const Changes = ({ changes }: { readonly changes: readonly Change[] }) => (
  <section aria-labelledby="changes-title">
    <h2 id="changes-title">What happened</h2>
    {changes.length === 0 ? (
      <p class="empty">Nothing, since this page was opened.</p>
    ) : (
      <div role="log">
        <ol class="changes">
          {changes.map(({ at, text, isTrouble }, index) => (
            <li key={`${at} ${index}`} class={isTrouble ? 'ill' : undefined}>
              <time>{clock(at)}</time> {text}
            </li>
          ))}
        </ol>
      </div>
    )}
  </section>
);
