import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { contract } from '../scripts/kafkajs-contract';

const file = require.resolve('kafkajs/types/index.d.ts');
const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);

/** By type, the names of its own members. */
const declared = new Map<string, ReadonlySet<string>>();
for (const statement of source.statements) {
  if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement))
    declared.set(statement.name!.text, namesOf(statement.members));
  if (ts.isTypeAliasDeclaration(statement)) declared.set(statement.name.text, namesIn(statement.type));
}

function namesIn(type: ts.TypeNode): ReadonlySet<string> {
  if (ts.isTypeLiteralNode(type)) return namesOf(type.members);
  if (ts.isIntersectionTypeNode(type)) return new Set(type.types.flatMap((part) => [...namesIn(part)]));
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName))
    return declared.get(type.typeName.text) ?? new Set();
  return new Set();
}

function namesOf(members: readonly (ts.TypeElement | ts.ClassElement)[]): ReadonlySet<string> {
  return new Set(members.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : [])));
}

test.each(Object.entries(contract))('says of each member of %s what it is here', (type, members) => {
  expect(Object.keys(members as object).sort()).toEqual([...declared.get(type)!].sort());
});

test('leaves out none of the types that hold options, events, or what handlers are given', () => {
  // The first is what `alterConfigs` takes, which is the same; the others are names of before.
  const ELSEWHERE = ['IResourceConfig', 'ConsumerEachMessagePayload', 'ConsumerEachBatchPayload'];
  const all = [...declared].filter(
    ([name, members]) => /(Config|RetryOptions|Events|Payload)$/.test(name) && members.size > 0,
  );
  const left = all.map(([name]) => name).filter((name) => !(name in contract) && !ELSEWHERE.includes(name));
  expect(left).toEqual([]);
  expect(all.length).toBeGreaterThan(10);
});
