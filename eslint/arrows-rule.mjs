import path from 'node:path';
import { faces, floors, packages, rooms } from './arrows.mjs';

const root = path.join(import.meta.dirname, '..');
const KAFKA = 'lib/kafka/';

/** A verb is the file of its name, with the folder beside it. */
const roomOf = (file) => Object.keys(rooms).find((room) => normal(file) === room || file.startsWith(`${room}/`));

/** `undefined` of what lies beside the floors of lib/kafka. */
const floorOf = (file) => {
  const [floor] = file.slice(KAFKA.length).split('/');
  return Object.hasOwn(floors, floor) ? floor : undefined;
};

/** As it is imported: without its extension, and without the index of a folder. */
const normal = (file) => file.replace(/\.ts$/, '').replace(/\/index$/, '');

/** Why an import is refused; undefined where it is not. */
function refusal(from, source) {
  const room = roomOf(from);
  if (!source.startsWith('.')) {
    const kept = packages.find(({ pattern }) => pattern.test(source));
    return kept && !kept.within.some((folder) => from.startsWith(folder)) ? kept.reason : undefined;
  }
  const to = normal(path.posix.join(path.posix.dirname(from), source));
  const other = roomOf(to);
  if (other === room) return room === 'lib/kafka' ? refusalInside(from, to) : undefined;
  const allowed = rooms[room];
  if (other === undefined || !allowed.includes(other)) {
    if (allowed.includes(to)) return undefined;
    return `${room} may import ${allowed.join(', ') || 'no other room'} only`;
  }
  const inside = to.slice(other.length + 1);
  const entries = faces[other] ?? [];
  if (inside === '' || entries.includes(inside) || (entries.includes('*') && !inside.includes('/'))) return undefined;
  return `${other} is entered by its index${entries.length > 0 ? `, or ${entries.join(', ')}` : ''}`;
}

function refusalInside(from, to) {
  const [floor, other] = [floorOf(from), floorOf(to)];
  if (floor === other || other === undefined || from === `${KAFKA}index.ts`) return undefined;
  const allowed = floors[floor] ?? [];
  if (allowed.includes(other)) return undefined;
  return `lib/kafka/${floor ?? '*'} may import ${allowed.join(', ') || 'no floor'} only`;
}

/** Refuses imports that have no arrow, however they are written. */
export const arrowsRule = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{reason}} (ARCHITECTURE.md)' } },
  create(context) {
    const from = path.relative(root, path.resolve(root, context.filename)).replaceAll(path.sep, '/');
    if (roomOf(from) === undefined) return {};
    const check = (node) => {
      if (typeof node?.value !== 'string') return;
      const reason = refusal(from, node.value);
      if (reason !== undefined) context.report({ node, messageId: 'refused', data: { reason } });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source, argument }) => check(source ?? argument?.literal),
      TSExternalModuleReference: ({ expression }) => check(expression),
      "CallExpression[callee.name='require'], CallExpression[callee.property.name='resolve'][callee.object.name='require']":
        ({ arguments: [name] }) => check(name),
    };
  },
};
