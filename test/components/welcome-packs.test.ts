import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ADD_ONS, methodOf, METHODS, packOf } from '@/components/welcome/packs';
import { compilePack } from '@/lib/rules/compile';
import type { PackStatus } from '@/lib/cache/pack-cache';
import { bundledPack, documentOf } from '../packs/load-bundled';

test('every bundled pack is a method to choose or an addition to one', () => {
  const bundled = readdirSync(new URL('../../public/packs/', import.meta.url)).map((file) => file.replace('.json', ''));
  expect([...METHODS, ...ADD_ONS].toSorted()).toEqual(bundled.toSorted());
});

test.each(METHODS)('%s, once chosen, judges as the bundled pack does', (method) => {
  const { source, compiled } = bundledPack(method);
  const chosen = compilePack(packOf(method, source.title), documentOf);
  if (!chosen.ok) throw new Error(JSON.stringify(chosen.errors));
  const { fields, stages, signals, steps, fills } = chosen.pack;
  expect({ fields, stages, signals, steps, fills }).toEqual({
    fields: compiled.fields,
    stages: compiled.stages,
    signals: compiled.signals,
    steps: compiled.steps,
    fills: compiled.fills,
  });
});

describe('the method in use is known again', () => {
  const status = (id: string, channel: PackStatus['channel']): PackStatus => ({
    id,
    channel,
    version: 1,
    title: id,
    hash: '',
    installedAt: 0,
    rules: 1,
  });
  test.each([
    ['the bundled pack', status('meddpicc', 'bundled'), 'meddpicc'],
    ['a chosen method', status('chosen-bant', 'file'), 'bant'],
    ['a firm’s own pack', status('acme', 'file'), null],
    ['a firm’s own pack of a method’s name', status('bant', 'file'), null],
    ['a subscription', status('chosen-bant', 'managed'), null],
    ['none', null, null],
  ] as const)('%s', (_name, given, expected) => expect(methodOf(given)).toBe(expected));
});
