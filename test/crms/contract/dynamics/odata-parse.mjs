import { badUrl } from './errors.mjs';

const TOKEN =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<guid>[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12})|(?<time>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w.]*)|(?<sign>[(),=[\]"]))/gy;

const COMPARISONS = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const FUNCTIONS = new Set(['contains', 'startswith', 'endswith']);

/** Cuts at the separator where it stands outside of brackets and quotes. */
export function splitOutside(text, separator) {
  const parts = [''];
  let depth = 0;
  let quote = false;
  for (const letter of text) {
    if (letter === "'") quote = !quote;
    else if (!quote && letter === '(') depth += 1;
    else if (!quote && letter === ')') depth -= 1;
    if (letter === separator && depth === 0 && !quote) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

/** `$expand=a($select=x,y;$top=3),b` → `[{ name: 'a', options: Map { $select → 'x,y', … } }, { name: 'b', … }]` */
export const parseExpand = (text) =>
  splitOutside(text, ',').map((part) => {
    const found = /^(\w+)(?:\((.*)\))?$/s.exec(part);
    if (!found) throw badUrl(`Syntax error in $expand near '${part}'.`);
    const options = splitOutside(found[2] ?? '', ';').filter(Boolean);
    return { name: found[1], options: new Map(options.map((option) => splitFirst(option))) };
  });

const splitFirst = (option) => {
  const at = option.indexOf('=');
  return [option.slice(0, at).trim(), option.slice(at + 1)];
};

/** Reads a `$filter`; `and` binds before `or`. */
export function parseFilter(text) {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at];
  const take = (word) => {
    if (peek()?.kind === 'text' || peek()?.value !== word) return false;
    at += 1;
    return true;
  };
  const next = () => {
    const token = peek();
    if (!token) throw badUrl(`Expression expected at position ${text.length} in '${text}'.`);
    at += 1;
    return token;
  };
  const want = (word) => {
    if (!take(word)) throw badUrl(`Syntax error at '${peek()?.value ?? 'the end'}' in '${text}': '${word}' expected.`);
  };

  const either = () => joined('or', () => joined('and', unary));
  const joined = (word, inner) => {
    const parts = [inner()];
    while (take(word)) parts.push(inner());
    return parts.length === 1 ? parts[0] : { join: word, parts };
  };
  const unary = () => {
    if (take('not')) return { not: unary() };
    if (take('(')) {
      const inner = either();
      want(')');
      return inner;
    }
    return primary();
  };
  const primary = () => {
    const { kind, value } = next();
    if (kind !== 'name') throw badUrl(`Syntax error at '${value}' in '${text}'.`);
    if (value.startsWith('Microsoft.Dynamics.CRM.')) return queryFunction(value.slice(23));
    if (take('(')) return textFunction(value);
    const operator = next().value;
    if (!COMPARISONS.has(operator)) throw badUrl(`Syntax error at '${operator}' in '${text}'.`);
    return { property: value, operator, literal: next() };
  };
  const textFunction = (name) => {
    if (!FUNCTIONS.has(name)) throw badUrl(`An unknown function with name '${name}' was found.`);
    const property = next().value;
    want(',');
    const literal = next();
    want(')');
    return { property, operator: name, literal };
  };
  /** `Microsoft.Dynamics.CRM.In(PropertyName='x',PropertyValues=['a','b'])` and the like */
  const queryFunction = (name) => {
    want('(');
    const args = {};
    do {
      const key = next().value;
      want('=');
      args[key] = take('[') ? list() : next().value;
    } while (take(','));
    want(')');
    return { operator: name, property: args.PropertyName, value: args.PropertyValue, values: args.PropertyValues };
  };
  const list = () => {
    const values = [];
    do values.push(next().value);
    while (take(','));
    want(']');
    return values;
  };

  const tree = either();
  if (peek()) throw badUrl(`Syntax error at '${peek().value}' in '${text}'.`);
  return tree;
}

function tokensOf(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw badUrl(`Syntax error at position ${at} in '${text}'.`);
    const [kind, raw] = Object.entries(found.groups).find(([, value]) => value !== undefined);
    tokens.push({ kind, value: kind === 'text' ? raw.slice(1, -1).replaceAll("''", "'") : raw });
  }
  return tokens;
}
