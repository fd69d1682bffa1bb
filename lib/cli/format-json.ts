import { keyOrder } from './format-order';

type Path = readonly (string | number)[];

const WIDTH = 120;

/** JSON in the order of the schema: rules and fields a line for each member, what is small on one line. */
export function formatJson(value: unknown): string {
  return `${write(value, [], 0, 0)}\n`;
}

function write(value: unknown, path: Path, indent: number, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const flat = inline(value, path);
  const open = Array.isArray(value) ? opensList(value) : opensObject(value, path);
  if (!open && indent + before + flat.length + 1 <= WIDTH) return flat;
  return Array.isArray(value) ? list(value, path, indent) : object(value, path, indent);
}

function list(value: readonly unknown[], path: Path, indent: number): string {
  const inner = indent + 2;
  const lines = value.map((item, i) => `${' '.repeat(inner)}${write(item, [...path, i], inner, 0)}`);
  return `[\n${lines.join(',\n')}\n${' '.repeat(indent)}]`;
}

function object(value: object, path: Path, indent: number): string {
  const inner = indent + 2;
  const lines = membersOf(value, path).map(([key, member]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${' '.repeat(inner)}${name}${write(member, [...path, key], inner, name.length)}`;
  });
  return `{\n${lines.join(',\n')}\n${' '.repeat(indent)}}`;
}

function inline(value: unknown, path: Path): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item, i) => inline(item, [...path, i])).join(', ')}]`;
  const members = membersOf(value, path).map(
    ([key, member]) => `${JSON.stringify(key)}: ${inline(member, [...path, key])}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function membersOf(value: object, path: Path): [string, unknown][] {
  const members = new Map<string, unknown>(Object.entries(value));
  return keyOrder(path, [...members.keys()]).map((key) => [key, members.get(key)]);
}

/** Several objects stand under each other, as Prettier and its kin have it. */
function opensList(value: readonly unknown[]): boolean {
  const wide = (item: unknown): boolean => typeof item === 'object' && item !== null && Object.keys(item).length > 1;
  return value.length > 1 && value.every(wide);
}

/** The pack, its parts and everything with an id. */
function opensObject(value: object, path: Path): boolean {
  return Object.keys(value).length > 0 && (path.length < 3 || 'id' in value);
}
