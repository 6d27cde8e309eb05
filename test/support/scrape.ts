/** A series as Prometheus is told it, such as `up{job="kafka"}`, with its value. */
export type Scrape = ReadonlyMap<string, number>;

/** What is told at a URL. */
export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return parseScrape(await response.text());
}

export const parseScrape = (text: string): Scrape =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [, series = '', value] = /^(.*) (\S+)$/.exec(line) ?? [];
        return [series, Number(value)];
      }),
  );

/** Names of the metrics, each once. */
export const namesOf = (...scrapes: readonly Scrape[]): string[] => [
  ...new Set(scrapes.flatMap((scrape) => [...scrape.keys()].map((series) => series.replace(/\{.*$/, '')))),
];
