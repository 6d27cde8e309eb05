import type { BrokerRow, PartitionRow, TopicRow } from '../../api';
import { counted } from '../format';
import { Link, topicPath } from '../location';
import { cellOf, troubleOf, type Cell } from './cells';

const SIZE = 12;
const STEP = 15;
/** Partitions beside each other; more go on below. */
const ACROSS = 50;

/** As shapes too, for whoever does not see the colours. */
const SHAPES: Readonly<Record<Cell, (x: number, y: number) => string>> = {
  leader: (x, y) => `M${x} ${y}h${SIZE}v${SIZE}h-${SIZE}z`,
  'in sync': (x, y) => `M${x} ${y}h${SIZE}v${SIZE}h-${SIZE}z`,
  lagging: (x, y) => `M${x + 3} ${y + 3}h6v6h-6z`,
  silent: (x, y) => `M${x + 1} ${y + 1}h${SIZE - 2}v${SIZE - 2}h-${SIZE - 2}z`,
  offline: (x, y) => `M${x + 1} ${y + 1}l${SIZE - 2} ${SIZE - 2}m0 -${SIZE - 2}l-${SIZE - 2} ${SIZE - 2}`,
};
const CELLS = Object.keys(SHAPES) as Cell[];

interface GridProps {
  readonly name: string;
  readonly row: TopicRow;
  readonly brokers: readonly BrokerRow[];
}

/** A topic's partitions, a column each, on the brokers, a line each. */
export function TopicGrid({ name, row, brokers }: GridProps) {
  const bands: PartitionRow[][] = [];
  for (let start = 0; start < row.partitions.length; start += ACROSS) {
    bands.push(row.partitions.slice(start, start + ACROSS));
  }
  const trouble = troubleOf(row, brokers);
  return (
    <li class={`grid${trouble ? ' in-trouble' : ''}`}>
      <Link to={topicPath(name, 'partitions')}>{name}</Link>
      {bands.map((band, index) => (
        <Band key={index} band={band} brokers={brokers} />
      ))}
      <span class="unseen">{` ${counted(row.partitions.length, 'partition')}, ${trouble ?? 'all in sync'}`}</span>
    </li>
  );
}

function Band({ band, brokers }: { readonly band: readonly PartitionRow[]; readonly brokers: readonly BrokerRow[] }) {
  const paths: Record<Cell, string> = { leader: '', 'in sync': '', lagging: '', silent: '', offline: '' };
  for (const [y, broker] of brokers.entries()) {
    for (const [x, partition] of band.entries()) {
      const cell = cellOf(partition, broker);
      if (cell) paths[cell] += SHAPES[cell](x * STEP, y * STEP);
    }
  }
  const [width, height] = [band.length * STEP, brokers.length * STEP];
  return (
    <svg class="cells" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {CELLS.map((cell) => (paths[cell] === '' ? null : <path key={cell} class={cellClass(cell)} d={paths[cell]} />))}
    </svg>
  );
}

const cellClass = (cell: Cell): string => `cell-${cell.replace(' ', '-')}`;

const MEANINGS: Readonly<Record<Cell, string>> = {
  leader: 'leads',
  'in sync': 'in sync',
  lagging: 'not in sync',
  silent: 'its broker does not answer',
  offline: 'no leader',
};

export const GridLegend = () => (
  <p class="legend">
    {CELLS.map((cell) => (
      <span key={cell}>
        <svg width={STEP} height={STEP} aria-hidden="true">
          <path class={cellClass(cell)} d={SHAPES[cell](1, 1)} />
        </svg>
        {MEANINGS[cell]}
      </span>
    ))}
    <span>a line is a broker, a column a partition</span>
  </p>
);
