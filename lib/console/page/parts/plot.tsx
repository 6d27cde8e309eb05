import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Series } from '../../api';
import { clock, grouped } from '../format';

export interface Line {
  readonly label: string;
  /** Its name in the series. */
  readonly name: string;
}

interface PlotProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly series: Series | undefined;
  /** Of a value. */
  readonly unit: string;
}

const HEIGHT = 160;
const WINDOW_S = 15 * 60;
const COLOURS = 6;

/** Lines over the last quarter of an hour; their last values stand beside them as text. */
export function Plot({ title, lines, series, unit }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const names = lines.map(({ name }) => name).join();
  useEffect(() => {
    const element = place.current!;
    const style = getComputedStyle(element);
    const axis = {
      stroke: style.color,
      grid: { stroke: style.getPropertyValue('--line'), width: 1 },
      font: '12px system-ui',
    };
    const clocks = (_: uPlot, values: readonly number[]) => values.map((at) => clock(at * 1000).slice(0, 5));
    const amounts = (_: uPlot, values: readonly number[]) =>
      values.map((value) => (value % 1 === 0 ? grouped(value) : value.toFixed(1)));
    plot.current = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { range: () => [Date.now() / 1000 - WINDOW_S, Date.now() / 1000] },
          y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] },
        },
        axes: [
          { ...axis, values: clocks },
          { ...axis, size: 64, values: amounts },
        ],
        series: [
          {},
          ...lines.map((_, index) => ({
            stroke: style.getPropertyValue(`--plot-${index % COLOURS}`),
            width: 2,
            points: { show: false },
          })),
        ],
      },
      [[], ...lines.map(() => [])],
      element,
    );
    const fit = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    fit.observe(element);
    return () => {
      fit.disconnect();
      plot.current?.destroy();
    };
  }, [names]);
  useEffect(() => {
    if (!series) return;
    const times = series.times.map((at) => at / 1000);
    const values = lines.map(({ name }) => [...(series.values[name] ?? series.times.map(() => 0))]);
    plot.current?.setData([times, ...values]);
  }, [series, names]);
  return (
    <figure class="plot">
      <figcaption>
        <strong>{title}</strong>
        {lines.map(({ label, name }, index) => (
          <span key={name} class="line-label">
            <span class={`swatch plot-${index % COLOURS}`} aria-hidden="true" />
            {label} {grouped(series?.values[name]?.at(-1) ?? (series ? 0 : undefined))} {unit}
          </span>
        ))}
      </figcaption>
      <div ref={place} class="canvas" aria-hidden="true" />
    </figure>
  );
}
