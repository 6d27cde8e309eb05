'use strict';
// Node.js knows `using` and `await using` from 24 on, TypeScript everywhere: each block that has one becomes a try with a finally.
// Declarations stay together in their block, and lines where they were.
const { parse } = require('sucrase/dist/parser');
const { isDeclaration } = require('sucrase/dist/parser/tokenizer');
const { ContextualKeyword } = require('sucrase/dist/parser/tokenizer/keywords');
const { TokenType } = require('sucrase/dist/parser/tokenizer/types');

const OPENING = new Set([TokenType.braceL, TokenType.dollarBraceL, TokenType.parenL, TokenType.bracketL]);
const CLOSING = new Set([TokenType.braceR, TokenType.parenR, TokenType.bracketR]);
const FILE = -1;

/**
 * @param code JavaScript, as sucrase leaves it
 * @returns the same program without `using`
 * @throws {SyntaxError} where it stands in the head of a loop that counts, or has no block
 */
exports.withoutUsing = (code, path) => {
  const { tokens } = parse(code, false, false, false);
  const { around, closingOf } = bracketsOf(tokens);
  const edits = [];
  /** By the token that opens it: whether one of its resources is awaited, and those that the head of a loop declares. */
  const blocks = new Map();

  tokens.forEach(({ contextualKeyword, end }, index) => {
    if (contextualKeyword !== ContextualKeyword._using || !isDeclaration(tokens[index + 1])) return;
    const isAwaited = tokens[index - 1]?.contextualKeyword === ContextualKeyword._await;
    const outer = around[index];
    const isOfLoop = tokens[outer]?.type === TokenType.parenL;
    const opening = isOfLoop ? closingOf.get(outer) + 1 : outer;
    const block = blocks.get(opening) ?? { isAwaited: false, ofLoop: '' };
    blocks.set(opening, block);
    block.isAwaited ||= isAwaited;
    edits.push({ from: tokens[isAwaited ? index - 1 : index].start, to: end, text: 'const' });
    if (!isOfLoop) return void edits.push(...added(tokens, index + 1, isAwaited));
    if (tokens[index + 2].contextualKeyword !== ContextualKeyword._of || tokens[opening]?.type !== TokenType.braceL)
      throw new SyntaxError(`${path}: using in the head of a loop needs for (using x of …) { … } on this Node.js`);
    block.ofLoop = `__using.add(${code.slice(tokens[index + 1].start, tokens[index + 1].end)}, ${isAwaited}); `;
  });

  if (blocks.size === 0) return code;
  for (const [opening, { isAwaited, ofLoop }] of blocks) {
    const from = opening === FILE ? afterDirective(tokens) : tokens[opening].end;
    const to = opening === FILE ? code.length : tokens[closingOf.get(opening)].start;
    const ending = isAwaited ? 'await __using.end()' : '__using.endAtOnce()';
    edits.push({ from, to: from, text: `; const __using = __resources(); try { ${ofLoop}` });
    // On a line of its own where a comment may end the file.
    const text = `${opening === FILE ? '\n' : ''}} catch (error) { __using.fail(error); } finally { ${ending}; } `;
    edits.push({ from: to, to, text });
  }
  return `${edited(code, edits)}\n${__resources}\n`;
};

/** Of each token the one that opens the brackets around it, and where these close. */
function bracketsOf(tokens) {
  const open = [];
  const closingOf = new Map();
  const around = tokens.map(({ type }, index) => {
    if (CLOSING.has(type)) closingOf.set(open.pop(), index);
    const outer = open.at(-1) ?? FILE;
    if (OPENING.has(type)) open.push(index);
    return outer;
  });
  return { around, closingOf };
}

/** `a = f(), b = g()`: each value is added before the name has it. */
function added(tokens, name, isAwaited) {
  const equals = tokens[name + 1];
  const last = tokens[equals.rhsEndIndex - 1];
  const next = tokens[equals.rhsEndIndex];
  return [
    { from: equals.end, to: equals.end, text: ' __using.add(' },
    { from: last.end, to: last.end, text: `, ${isAwaited})` },
    ...(next.type === TokenType.comma ? added(tokens, equals.rhsEndIndex + 1, isAwaited) : []),
  ];
}

/** Sucrase begins with "use strict", which must stay first. */
const afterDirective = ([first]) => (first.type === TokenType.string ? first.end : 0);

/** Of two at one place, the later one stands behind. */
function edited(code, edits) {
  let [text, at] = ['', 0];
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    text += code.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return text + code.slice(at);
}

/** What stands in the file itself: the resources of one block, disposed of in turn, the last one first, whatever throws. */
function __resources() {
  const added = [];
  const errors = [];
  const fail = (error) => {
    const both = (suppressed) =>
      Object.assign(new Error('An error was suppressed during disposal.'), {
        name: 'SuppressedError',
        error,
        suppressed,
      });
    errors.push(errors.length === 0 ? error : both(errors.pop()));
  };
  const raise = () => {
    if (errors.length > 0) throw errors[0];
  };
  return {
    fail,
    add(value, isAwaited) {
      if (value === null || value === undefined) return value;
      const method = (isAwaited ? value[Symbol.asyncDispose] : undefined) ?? value[Symbol.dispose];
      if (typeof method !== 'function')
        throw new TypeError(`${isAwaited ? 'await using' : 'using'} needs a value that can be disposed of`);
      added.unshift({ dispose: () => method.call(value), isAwaited });
      return value;
    },
    endAtOnce() {
      for (const { dispose } of added) {
        try {
          dispose();
        } catch (error) {
          fail(error);
        }
      }
      raise();
    },
    async end() {
      for (const { dispose, isAwaited } of added) {
        try {
          const disposed = dispose();
          if (isAwaited) await disposed;
        } catch (error) {
          fail(error);
        }
      }
      raise();
    },
  };
}
