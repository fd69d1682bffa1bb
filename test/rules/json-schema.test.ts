import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packJsonSchema } from '@/lib/rules/schema';

const FOLDER = new URL('../../public/packs/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((f) => f.endsWith('.json'));
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));

type Node = {
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  items?: Node;
  anyOf?: Node[];
  required?: string[];
};

/** Keys of a value that the JSON Schema has no place for, and required ones that are not there. */
function misplaced(value: unknown, node: Node, path: string): string[] {
  if (node.anyOf)
    return node.anyOf.map((n) => misplaced(value, n, path)).toSorted((a, b) => a.length - b.length)[0] ?? [];
  if (Array.isArray(value))
    return value.flatMap((v, i) => (node.items ? misplaced(v, node.items, `${path}[${i}]`) : []));
  if (typeof value !== 'object' || value === null) return [];
  const absent = (node.required ?? [])
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => `${path}.${key} is missing`);
  const unknown = Object.entries(value).flatMap(([key, inner]) => {
    const next = node.properties?.[key] ?? node.additionalProperties;
    if (next === undefined || next === false) return [`${path}.${key} is unknown`];
    return next === true ? [] : misplaced(inner, next, `${path}.${key}`);
  });
  return [...absent, ...unknown];
}

describe('the generated JSON Schema', () => {
  const schema = packJsonSchema() as Node;

  test.each(FILES)('has a place for every key of %s', (file) => {
    expect(misplaced(read(file), schema, '')).toEqual([]);
  });

  test('finds a wrong key and a missing one', () => {
    expect(
      misplaced(
        {
          fairlead: 1,
          id: 'a',
          version: 1,
          titel: 'A',
          signals: [{ id: 's', when: 'true', weight: 1, why: 'w', titel: 'S' }],
        },
        schema,
        '',
      ),
    ).toEqual([
      '.title is missing',
      '.titel is unknown',
      '.signals[0].title is missing',
      '.signals[0].titel is unknown',
    ]);
  });
});
