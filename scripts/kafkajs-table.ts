import { contract, type Verdict } from './kafkajs-contract';

const NAMES = { better: 'better', different: 'different', instead: 'not there' } as const;

/** The table of docs/kafkajs.md: what is the same, type by type in one row, and the rest one by one. */
export const kafkajsTable: readonly (readonly string[])[] = [
  ['of', 'member', 'here', 'how, why, or what instead'],
  ...Object.entries(contract).flatMap(([type, members]) => rowsOf(type, Object.entries(members as Members))),
];

type Members = Readonly<Record<string, Verdict>>;

function rowsOf(type: string, members: readonly (readonly [string, Verdict])[]): string[][] {
  const of = `\`${type}\``;
  const unchanged = members.filter(([, verdict]) => verdict === 'same').map(([name]) => `\`${name}\``);
  const others = members.flatMap(([name, verdict]) =>
    Object.entries(verdict === 'same' ? {} : verdict).map(([kind, text]) => [
      of,
      `\`${name}\``,
      NAMES[kind as keyof typeof NAMES],
      text,
    ]),
  );
  return [...(unchanged.length > 0 ? [[of, unchanged.join(', '), 'same', '']] : []), ...others];
}
