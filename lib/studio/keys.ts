import { packJsonSchema } from '@/lib/rules/schema';

/** A key that a pack may hold at some place, with what it is for and the words it may be given. */
export type KeyWord = { name: string; says: string; values: readonly string[] };

type Schema = {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  description?: string;
};

/** The keys of a pack by place, `stages[].exit[]`; names that people choose are `*`. Made from the schema, so they never differ from it. */
export function keyWords(): Record<string, KeyWord[]> {
  const places: Record<string, KeyWord[]> = {};
  walk(packJsonSchema(), '', places, 0);
  return places;
}

const DEEPEST = 8;

function walk(schema: Schema, place: string, places: Record<string, KeyWord[]>, depth: number): void {
  if (depth > DEEPEST) return;
  for (const one of schema.anyOf ?? []) walk(one, place, places, depth + 1);
  if (schema.items) walk(schema.items, `${place}[]`, places, depth + 1);
  if (typeof schema.additionalProperties === 'object')
    walk(schema.additionalProperties, place === '' ? '*' : `${place}.*`, places, depth + 1);
  if (!schema.properties) return;
  const known = places[place] ?? [];
  for (const [name, inner] of Object.entries(schema.properties)) {
    if (!known.some((word) => word.name === name))
      known.push({ name, says: inner.description ?? '', values: wordsOf(inner) });
    walk(inner, place === '' ? name : `${place}.${name}`, places, depth + 1);
  }
  places[place] = known;
}

function wordsOf(schema: Schema): string[] {
  const own = (schema.enum ?? []).filter((value) => typeof value === 'string');
  return [...own, ...(schema.anyOf ?? []).flatMap(wordsOf)];
}
