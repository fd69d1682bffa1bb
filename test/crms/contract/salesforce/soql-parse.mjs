import { deny } from './errors.mjs';

const TOKEN =
  /\s*(?:(?<string>'(?:[^'\\]|\\.)*')|(?<time>\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))?)|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w.]*)|(?<sign>!=|<>|<=|>=|[=<>(),:]))/gy;

const ESCAPES = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '%': '\\%',
  _: String.raw`\_`,
};

const malformed = (message) => deny(400, 'MALFORMED_QUERY', message);

/**
 * Reads one SOQL query: `SELECT fields and (child queries) FROM object WHERE … ORDER BY … LIMIT n OFFSET n`.
 * @param {string} query
 */
export function parseSoql(query) {
  const reader = createReader(tokensOf(query));
  const parsed = readQuery(reader);
  if (reader.peek()) throw malformed(`unexpected token: '${reader.peek().text}'`);
  return parsed;
}

function tokensOf(query) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < query.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(query);
    if (!found) throw malformed(`line 1:${at} no viable alternative at character '${query.slice(at).trim()[0]}'`);
    const [kind, text] = Object.entries(found.groups).find(([, value]) => value !== undefined);
    tokens.push({ kind, text });
  }
  return tokens;
}

function createReader(tokens) {
  let at = 0;
  const peek = (ahead = 0) => tokens[at + ahead];
  const is = (word, ahead = 0) => peek(ahead)?.kind !== 'string' && peek(ahead)?.text.toUpperCase() === word;
  const take = (word) => {
    if (!is(word)) return false;
    at += 1;
    return true;
  };
  const want = (word) => {
    if (!take(word)) throw malformed(`expecting '${word}', found '${peek()?.text ?? '<EOF>'}'`);
  };
  const next = (kind) => {
    const token = peek();
    if (!token || (kind && token.kind !== kind)) throw malformed(`unexpected token: '${token?.text ?? '<EOF>'}'`);
    at += 1;
    return token.text;
  };
  return { peek, is, take, want, next };
}

function readQuery(reader) {
  reader.want('SELECT');
  const select = readList(reader, readSelected);
  reader.want('FROM');
  const query = { select, from: reader.next('name'), where: undefined, order: [], limit: undefined, offset: 0 };
  if (reader.take('WHERE')) query.where = readCondition(reader);
  if (reader.take('ORDER')) {
    reader.want('BY');
    query.order = readList(reader, readOrder);
  }
  if (reader.take('LIMIT')) query.limit = Number(reader.next('number'));
  if (reader.take('OFFSET')) query.offset = Number(reader.next('number'));
  return query;
}

function readList(reader, readOne) {
  const list = [readOne(reader)];
  while (reader.take(',')) list.push(readOne(reader));
  return list;
}

function readSelected(reader) {
  if (reader.take('(')) {
    const child = readQuery(reader);
    reader.want(')');
    return { child };
  }
  const name = reader.next('name');
  if (!reader.take('(')) return { path: name.split('.') };
  reader.want(')');
  if (name.toUpperCase() !== 'COUNT') throw malformed(`unknown function '${name}'`);
  return { count: true };
}

function readOrder(reader) {
  const path = reader.next('name').split('.');
  const descending = reader.take('DESC') || (reader.take('ASC') && false);
  let nulls = 'FIRST';
  if (reader.take('NULLS')) nulls = reader.next('name').toUpperCase();
  return { path, descending, nulls };
}

/** AND and OR do not mix without parentheses: the org refuses it rather than guess. */
function readCondition(reader) {
  const parts = [readUnary(reader)];
  const join = reader.is('AND') ? 'AND' : 'OR';
  while (reader.take(join)) parts.push(readUnary(reader));
  if (reader.is('AND') || reader.is('OR')) throw malformed(`unexpected token: '${reader.peek().text}'`);
  return parts.length === 1 ? parts[0] : { join, parts };
}

function readUnary(reader) {
  if (reader.take('NOT')) return { not: readUnary(reader) };
  if (reader.take('(')) {
    const inner = readCondition(reader);
    reader.want(')');
    return inner;
  }
  return readComparison(reader);
}

const SIGNS = new Set(['=', '!=', '<>', '<', '<=', '>', '>=']);

function readComparison(reader) {
  const path = reader.next('name').split('.');
  if (reader.take('LIKE')) return { path, operator: 'LIKE', value: readValue(reader) };
  if (reader.take('IN')) return { path, operator: 'IN', ...readSet(reader) };
  if (reader.take('NOT')) {
    reader.want('IN');
    return { path, operator: 'NOT IN', ...readSet(reader) };
  }
  const operator = reader.next('sign');
  if (!SIGNS.has(operator)) throw malformed(`unexpected token: '${operator}'`);
  return { path, operator: operator === '<>' ? '!=' : operator, value: readValue(reader) };
}

function readSet(reader) {
  reader.want('(');
  const set = reader.is('SELECT') ? { query: readQuery(reader) } : { values: readList(reader, readValue) };
  reader.want(')');
  return set;
}

function readValue(reader) {
  const token = reader.peek();
  const text = reader.next();
  if (token.kind === 'string') return { kind: 'string', value: unescaped(text.slice(1, -1)) };
  if (token.kind === 'number') return { kind: 'number', value: Number(text) };
  if (token.kind === 'time') {
    return text.includes('T') ? { kind: 'datetime', value: Date.parse(text) } : { kind: 'date', value: text };
  }
  if (token.kind !== 'name') throw malformed(`unexpected token: '${text}'`);
  return readWord(reader, text.toUpperCase());
}

function readWord(reader, word) {
  if (word === 'NULL') return { kind: 'null', value: null };
  if (word === 'TRUE' || word === 'FALSE') return { kind: 'boolean', value: word === 'TRUE' };
  const count = reader.take(':') ? Number(reader.next('number')) : undefined;
  return { kind: 'span', value: word, count };
}

function unescaped(text) {
  return text.replaceAll(/\\(.)/g, (_, letter) => {
    const plain = ESCAPES[letter];
    if (plain === undefined) throw malformed(`Invalid string literal: illegal character sequence '\\${letter}'`);
    return plain;
  });
}
