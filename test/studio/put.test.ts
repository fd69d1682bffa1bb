import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test, vi } from 'vitest';
import { packChanges } from '@/lib/cli/diff/pack-changes';
import { analyse } from '@/lib/studio/analyse';
import { applyEdit, editFor } from '@/lib/studio/edit';
import type { OutlineItem } from '@/lib/studio/outline';
import { wishOf, type Put } from '@/lib/studio/put';
import { readDraft } from '@/lib/studio/read';
import { taskRunner } from '@/lib/studio/tasks';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine takes many times longer

const documents = new Map<string, unknown>();
function resolve(id: string): unknown {
  const file = new URL(`../../public/packs/${id}.json`, import.meta.url);
  if (!documents.has(id)) documents.set(id, JSON.parse(readFileSync(file, 'utf8')));
  return documents.get(id);
}
const run = taskRunner({ bundled: async (id) => resolve(id) });

const OURS = `# Ours
fairlead: 1
id: ours
version: 1
title: Our process
extends: [meddpicc]
`;

const analysed = (text: string) => analyse(readDraft(text, resolve), resolve);
const compiled = (text: string) => {
  const { pack, errors } = readDraft(text, resolve);
  if (pack === null) throw new Error(`${text}\n${JSON.stringify(errors)}`);
  return pack;
};

async function after(text: string, put: Put): Promise<string | null> {
  const edit = await run('put', { text, put });
  return edit && applyEdit(text, edit);
}

const names = (items: readonly OutlineItem[]): string[] =>
  items.map(({ kind, id, from }) => `${kind} ${id} of ${from ?? 'ours'}`);

describe('what a draft has of the packs it extends', () => {
  test('is every rule of the compiled pack that it does not write itself, each once, with the pack that writes it', () => {
    const { outline, inherited } = analysed(OURS);
    const pack = compiled(OURS);
    const rules = [
      ...pack.stages.flatMap(({ entry, exit }) => [...entry, ...exit]),
      ...pack.signals,
      ...pack.steps,
    ].map(({ id }) => id);
    expect(outline).toEqual([]);
    expect(
      inherited
        .filter(({ kind }) => kind !== 'field')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(rules.toSorted());
    expect(inherited.filter(({ kind }) => kind === 'field')).toHaveLength(pack.fields.length);
    expect(new Set(inherited.map(({ from }) => from))).toEqual(new Set(['hygiene', 'meddic', 'meddpicc']));
  });

  test('does not hold what the draft writes anew or takes away, a stage with its criteria', () => {
    const { inherited } = analysed(OURS);
    const signal = inherited.find(({ kind }) => kind === 'signal')?.id ?? '';
    const criterion = inherited.find(({ kind }) => kind === 'criterion');
    const text = `${OURS}remove: [${criterion?.stageId}, fields.nextStep]\nsignals:\n  - { id: ${signal}, when: 'false', weight: 1, title: x, why: y }\n`;
    const left = analysed(text).inherited;
    expect(left.some(({ id }) => id === signal || id === 'nextStep')).toBe(false);
    expect(left.some(({ stageId }) => stageId === criterion?.stageId)).toBe(false);
    expect(inherited.length).toBeGreaterThan(left.length + 2);
  });

  test('packs that extend each other, or that are not there, are no endless walk', () => {
    const circle = (id: string) => ({ id, extends: ['a', 'b'], signals: [{ id: `s-${id}`, title: id }] });
    const { inherited } = analyse(readDraft(OURS.replace('meddpicc', 'a, gone'), circle), circle);
    expect(names(inherited).toSorted()).toEqual(['signal s-a of a', 'signal s-b of b', 'signal s-gone of gone']);
  });
});

describe('a form puts into the text', () => {
  test('inherited rules and fields of every kind, one after the other, and the pack means what it meant', () => {
    const all = analysed(OURS).inherited;
    const inherited = all.filter((_, i) => i % 5 === 0); // each of the ninety would take a minute on a busy machine
    expect(new Set(inherited.map(({ kind, edge = '' }) => `${kind} ${edge}`.trim()))).toEqual(
      new Set(['criterion entry', 'criterion exit', 'signal', 'step', 'field']),
    );
    let text = OURS;
    for (const { kind, id } of inherited) {
      const wish = wishOf(parse(text), { do: 'own', kind, id }, resolve);
      const edit = wish && editFor(text, wish);
      if (!edit) throw new Error(`${kind} ${id}: not put in`);
      text = applyEdit(text, edit);
    }
    const now = analysed(text);
    expect(now.inherited).toHaveLength(all.length - inherited.length);
    expect(names(now.outline ?? []).toSorted()).toEqual(
      inherited.map(({ kind, id }) => `${kind} ${id} of ours`).toSorted(),
    );
    expect(packChanges(compiled(OURS), compiled(text))).toEqual([]);
    expect(text).toContain('# Ours\n');
  });

  test('what is left out, after which it is no longer there', async () => {
    const { inherited } = analysed(OURS);
    for (const { kind, id } of [inherited[0], inherited.at(-1)].flatMap((x) => x ?? [])) {
      const text = (await after(OURS, { do: 'leaveOut', kind, id })) ?? '';
      expect(analysed(text).inherited.some((item) => item.kind === kind && item.id === id)).toBe(false);
      // Whatever else speaks of a field then says so.
      if (kind === 'field') expect(analysed(text).diagnostics[0]?.message).toContain(`no field "${id}"`);
      else compiled(text);
    }
  });

  test.each<[string, Extract<Put, { do: 'new' }>, RegExp]>([
    ['a signal', { do: 'new', kind: 'signal', id: 'late', title: 'Late', why: 'y' }, /signals:\n {2}- id: late\n/],
    ['a step', { do: 'new', kind: 'step', id: 'call', title: 'Call', why: 'y' }, /steps:\n {2}- id: call\n/],
    [
      'a field of the pack’s own, of a type',
      { do: 'new', kind: 'field', id: 'budget', title: 'Budget', why: 'y', type: 'money' },
      /\nfields:\n {2}budget:\n {4}label: Budget\n {4}type: money\n {4}why: y\n/,
    ],
    [
      'a criterion of an inherited stage, with what the stage was',
      { do: 'new', kind: 'criterion', stage: 'propose', id: 'priced', title: 'Priced', why: 'y' },
      /stages:\n {2}- id: propose\n[^]*match:[^]* {4}exit:\n {6}- id: priced\n/,
    ],
  ])('%s, which compiles and says nothing yet', async (_, put, written) => {
    const text = await after(OURS, put);
    expect(text).toMatch(written);
    const changes = packChanges(compiled(OURS), compiled(text ?? ''));
    expect(changes.map(({ about }) => about)).toEqual([expect.stringContaining(put.id)]);
    // A second one of the kind stands behind the first.
    const second = await after(text ?? '', { ...put, id: `${put.id}2` });
    expect(second).toMatch(written);
    expect(analysed(second ?? '').outline?.map(({ id }) => id)).toEqual([put.id, `${put.id}2`]);
    compiled(second ?? '');
  });

  test('a factor that is switched off adds to what an inherited pack leaves out, and one that it leaves out can be switched on', async () => {
    const base = { fairlead: 1, id: 'base', version: 1, title: 'Base', withoutFactors: ['owner', 'segment'] };
    const ask = taskRunner({ bundled: async (id) => (id === 'base' ? base : resolve(id)) });
    const found = (id: string): unknown => (id === 'base' ? base : resolve(id));
    let text = OURS.replace('meddpicc', 'meddpicc, base');
    const offNow = (): [readonly string[] | undefined, readonly string[]] => {
      const draft = readDraft(text, found);
      return [draft.pack?.withoutFactors, analyse(draft, found).off];
    };
    expect(offNow()).toEqual([
      ['owner', 'segment'],
      ['owner', 'segment'],
    ]);
    const steps: [string, boolean, string[]][] = [
      ['stage-age', false, ['owner', 'segment', 'stage-age']],
      ['owner', true, ['segment', 'stage-age']],
      ['segment', true, ['stage-age']],
      ['stage-age', true, []], // nothing is left out, whatever the inherited pack says
      ['owner', false, ['owner']],
    ];
    for (const [id, counts, off] of steps) {
      const edit = await ask('put', { text, put: { do: 'factor', id, counts } });
      text = applyEdit(text, edit ?? { from: 0, to: 0, insert: '' });
      expect(offNow()).toEqual([off, off]);
    }
    expect(await ask('put', { text, put: { do: 'factor', id: 'owner', counts: false } })).toBeNull();
  });

  test('nothing where there is no such rule or stage', async () => {
    expect(await after(OURS, { do: 'own', kind: 'signal', id: 'nobody' })).toBeNull();
    expect(await after(OURS, { do: 'new', kind: 'criterion', stage: 'x', id: 'a', title: 'A', why: 'w' })).toBeNull();
  });
});
