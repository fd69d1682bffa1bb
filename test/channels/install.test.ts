import { describe, expect, test } from 'vitest';
import { compileText } from '@/lib/channels/install';
import { adapterFaults } from '@/lib/crm/import/pack-adapters';
import { extendedBy } from '@/lib/rules/extended-by';

const base = { fairlead: 1, id: 'base', version: 1, title: 'Base' };
const bundled = async (ids: readonly string[]): Promise<Map<string, unknown>> =>
  new Map(ids.filter((id) => id === 'base').map((id) => [id, base]));

const world = { bundled, adapterFaults };

describe('the text of a pack', () => {
  test('that is right compiles, with what it extends', async () => {
    const text = JSON.stringify({ ...base, id: 'ours', title: 'Ours', extends: ['base'] });
    expect(await compileText(text, world)).toMatchObject({ ok: true, pack: { id: 'ours', title: 'Ours' } });
  });

  test('that is no JSON says so', async () => {
    const result = await compileText('{ "id": ', world);
    expect(result).toMatchObject({
      ok: false,
      errors: [{ path: '', hint: 'look for a missing comma, quote or bracket' }],
    });
  });

  test('that extends a pack nobody has says which', async () => {
    const result = await compileText(JSON.stringify({ ...base, id: 'ours', extends: ['nowhere'] }), world);
    expect(result).toMatchObject({ ok: false, errors: [{ path: 'extends[0]', text: 'nowhere' }] });
  });

  test.each([[null], [[]], ['text'], [{ extends: 'base' }], [{ extends: [1, null] }]])(
    '%j extends nothing',
    (document) => {
      expect(extendedBy(document)).toEqual([]);
    },
  );
});
