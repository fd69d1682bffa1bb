import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compilePack } from '@/lib/rules/compile';
import { loadPack } from '@/lib/rules/load';
import { runPackTests } from '@/lib/rules/pack-tests';
import { packJsonSchema } from '@/lib/rules/schema';

const FOLDER = new URL('../../public/packs/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((f) => f.endsWith('.json'));
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
const resolve = (id: string): unknown => (FILES.includes(`${id}.json`) ? read(`${id}.json`) : undefined);

type Node = { properties?: Record<string, Node>; additionalProperties?: Node | boolean; items?: Node; anyOf?: Node[] };

/** Keys of a value that the JSON Schema has no place for. */
function unplaced(value: unknown, node: Node, path: string): string[] {
  if (node.anyOf) return node.anyOf.map((n) => unplaced(value, n, path)).toSorted((a, b) => a.length - b.length)[0] ?? [];
  if (Array.isArray(value)) return value.flatMap((v, i) => (node.items ? unplaced(v, node.items, `${path}[${i}]`) : []));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const next = node.properties?.[key] ?? node.additionalProperties;
    if (next === undefined || next === false) return [`${path}.${key}`];
    return next === true ? [] : unplaced(inner, next, `${path}.${key}`);
  });
}

describe.each(FILES)('%s', (file) => {
  const result = compilePack(read(file), resolve);

  test('compiles and loads', () => {
    expect(result.ok ? [] : result.errors).toEqual([]);
    if (result.ok) expect(loadPack(JSON.parse(JSON.stringify(result.pack))).ok).toBe(true);
  });

  test('its file is named for its id', () => {
    expect(read(file)).toMatchObject({ id: file.replace(/\.json$/, '') });
  });

  test('has only keys that the JSON Schema knows', () => {
    expect(unplaced(read(file), packJsonSchema() as Node, '')).toEqual([]);
  });

  test('passes its own tests', () => {
    if (!result.ok) return;
    expect(result.tests.length).toBeGreaterThan(0);
    expect(runPackTests(result.pack, result.tests).filter((r) => !r.passed)).toEqual([]);
  });
});
