import { packJsonSchema } from '@/lib/rules/schema';

/** A piece of the pack's JSON Schema, as far as the order of keys needs it. */
type Shape = { [key: string]: unknown };

let whole: Shape | null = null;
const orders = new Map<string, readonly (readonly string[])[]>();

/** The order in which the pack schema names the keys of an object at a path of the data; unknown keys come last. */
export function keyOrder(path: readonly (string | number)[], keys: readonly string[]): readonly string[] {
  const name = path.map((step) => (typeof step === 'number' ? '#' : step)).join('/');
  const here = orders.get(name) ?? ordersAt(path);
  orders.set(name, here);
  const known = here.toSorted((a, b) => hits(b, keys) - hits(a, keys))[0] ?? [];
  return [...keys].toSorted((a, b) => rank(known, a) - rank(known, b));
}

/** The schema is the same for every pack, and so are the orders; an object may have one of several shapes. */
function ordersAt(path: readonly (string | number)[]): readonly (readonly string[])[] {
  whole ??= packJsonSchema();
  let shapes: Shape[] = [whole];
  for (const step of path) shapes = shapes.flatMap(alternatives).flatMap((shape) => below(shape, step));
  return shapes.flatMap(alternatives).map((shape) => Object.keys(objectOf(shape['properties'])));
}

function rank(order: readonly string[], key: string): number {
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
}

function hits(order: readonly string[], keys: readonly string[]): number {
  return keys.filter((key) => order.includes(key)).length;
}

function alternatives(shape: Shape): Shape[] {
  const more = [shape['anyOf'], shape['oneOf'], shape['allOf']].flatMap((list) =>
    Array.isArray(list) ? list.map(objectOf) : [],
  );
  return more.length === 0 ? [shape] : [shape, ...more.flatMap(alternatives)];
}

function below(shape: Shape, step: string | number): Shape[] {
  if (typeof step === 'number') return isObject(shape['items']) ? [shape['items']] : [];
  const properties = objectOf(shape['properties']);
  const found = Object.hasOwn(properties, step) ? properties[step] : shape['additionalProperties'];
  return isObject(found) ? [found] : [];
}

function isObject(v: unknown): v is Shape {
  return typeof v === 'object' && v !== null && !Array.isArray(v);
}

function objectOf(v: unknown): Shape {
  return isObject(v) ? v : {};
}
