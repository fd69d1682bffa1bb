import { describe, expect, test } from 'vitest';
import { adapterNamed, catalogOf, isBlocked, routeAt } from '@/lib/crm/catalog';
import { bring, isBrought, type Brought, type Settled } from '@/lib/crm/import/bring';
import { confirmed, NOTHING_INSTALLED, withAdapter, withAddress, type Installed } from '@/lib/crm/installed';
import { adapterSchema } from '@/lib/crm/adapter-schema';
import { ADAPTERS } from '@/lib/crm/registry';
import { ORCHARD } from '../../crms/made-up/serve.mjs';

const DEAL = new URL('https://deals.orchard.example/?desk=deal&no=17');

function textOf(title: string, route: object = {}): string {
  return JSON.stringify({ ...ORCHARD, title, route: { ...ORCHARD.route, ...route } });
}

function put(before: Installed, source: Brought['source'], ...texts: string[]): Settled {
  return bring(before, { source, from: `the ${source}`, texts, at: 5, reader: '1' }, ADAPTERS);
}

const titleIn = (installed: Installed, id = 'orchard'): string | undefined =>
  adapterNamed(catalogOf(ADAPTERS, installed), id)?.title;

const FILE = withAdapter(NOTHING_INSTALLED, {
  adapter: adapterSchema.parse(ORCHARD),
  source: 'file',
  from: 'orchard.json',
  at: 1,
  override: false,
});

describe('adapters of packs and policies', () => {
  test('a policy’s goes before a pack’s, a pack’s before a file’s; what goes leaves the one beneath', () => {
    const pack = put(FILE, 'pack', textOf('Of the pack'));
    expect(titleIn(pack.installed)).toBe('Of the pack');
    const policy = put(pack.installed, 'policy', textOf('Of the policy'));
    expect(titleIn(policy.installed)).toBe('Of the policy');
    expect(policy.changed).toEqual(['orchard']);
    // What a pack brings under a policy's is kept, and changes nothing that is in use.
    const beneath = put(policy.installed, 'pack', textOf('Of the next pack'));
    expect(beneath.changed).toEqual([]);
    expect(beneath.problems).toEqual([]);
    expect(titleIn(beneath.installed)).toBe('Of the policy');
    const without = put(beneath.installed, 'policy');
    expect(without.removed.map(({ adapter }) => adapter.title)).toEqual(['Of the policy']);
    expect(titleIn(without.installed)).toBe('Of the next pack');
    expect(titleIn(put(without.installed, 'pack').installed)).toBe('Orchard');
  });

  test('the same again is known; another version of the extension looks again', () => {
    const brought = { source: 'pack', from: 'Acme', texts: [textOf('Orchard')], at: 5, reader: '1' } as const;
    const { installed } = bring(NOTHING_INSTALLED, brought, ADAPTERS);
    expect(isBrought(installed, { ...brought, at: 9 })).toBe(true);
    expect(isBrought(installed, { ...brought, reader: '2' })).toBe(false);
    expect(isBrought(installed, { ...brought, texts: [] })).toBe(false);
    expect(isBrought(NOTHING_INSTALLED, { ...brought, texts: [] })).toBe(true);
  });

  test('a document that cannot be used says why, and the others are put in', () => {
    const { installed, problems, added } = put(NOTHING_INSTALLED, 'policy', '{', textOf('Orchard'), textOf('Twin'));
    expect(added.map(({ adapter }) => adapter.title)).toEqual(['Orchard']);
    expect(problems.map(({ index, errors }) => [index, errors[0]?.message])).toEqual([
      [0, expect.stringContaining('This is not a JSON document')],
      [2, '“orchard” is there twice'],
    ]);
    expect(installed.problems).toEqual(problems);
    expect(put(installed, 'policy').installed.problems).toEqual([]);
  });

  test('a selector or an expression that is none is told at once, not only once a field stays unknown', () => {
    const wrong = JSON.stringify({ ...ORCHARD, read: { ...ORCHARD.read, ready: 'main:visible' } });
    for (const source of ['policy', 'pack'] as const) {
      const { problems, added } = put(NOTHING_INSTALLED, source, wrong);
      expect(added).toEqual([]);
      expect(problems).toMatchObject([
        { source, errors: [{ path: 'read.ready', message: 'this is no CSS selector', text: 'main:visible' }] },
      ]);
    }
  });

  test.each([
    ['the id of a shipped adapter', { adapter: 'salesforce' }, 'salesforce'],
    ['hosts of a shipped adapter', { hosts: ['https://*.pipedrive.com/*'] }, 'orchard'],
  ])('a pack’s that would take over %s waits for an admin; the same document stays confirmed', (_what, route, id) => {
    const text = textOf('Taking', route);
    const waits = put(NOTHING_INSTALLED, 'pack', text);
    expect(waits.changed).toEqual([]);
    expect(catalogOf(ADAPTERS, waits.installed).adapters.map(({ title }) => title)).not.toContain('Taking');
    const taken = confirmed(waits.installed, id, 'pack');
    expect(titleIn(taken, id)).toBe('Taking');
    expect(titleIn(put(taken, 'pack', text).installed, id)).toBe('Taking');
    // Another document may send tokens elsewhere: it asks again.
    const other = put(taken, 'pack', textOf('Taking more', route));
    expect(other.changed).toEqual([id]);
    expect(titleIn(other.installed, id)).not.toBe('Taking more');
  });

  test('a policy’s takes over without a question, and says what', () => {
    const { installed, added } = put(NOTHING_INSTALLED, 'policy', textOf('Ours', { adapter: 'salesforce' }));
    expect(titleIn(installed, 'salesforce')).toBe('Ours');
    expect(added[0]?.takesOver).toEqual([{ what: 'id', name: 'salesforce', of: 'Salesforce Lightning' }]);
  });

  test('a policy’s places come before an address of a user’s own', () => {
    const { installed } = put(NOTHING_INSTALLED, 'policy', textOf('Ours'));
    const own = { adapter: 'atomic-crm', origin: 'https://deals.orchard.example', path: '/', at: 1 };
    expect(routeAt(catalogOf(ADAPTERS, withAddress(installed, own)), DEAL)?.adapter).toBe('orchard');
  });
});

describe('CRMs that the policy does not allow', () => {
  test('have no adapter and no route; their places are known as blocked', () => {
    const sales = new URL('https://acme.lightning.force.com/lightning/r/Opportunity/006000000000001AAA/view');
    const catalog = catalogOf(ADAPTERS, FILE, (id) => id === 'hubspot');
    expect(catalog.adapters.map(({ route }) => route.adapter)).toEqual(['hubspot']);
    for (const url of [DEAL, sales]) {
      expect(routeAt(catalog, url)).toBeNull();
      expect(isBlocked(catalog, url)).toBe(true);
    }
    expect(isBlocked(catalog, new URL('https://elsewhere.example/'))).toBe(false);
    expect(isBlocked(catalogOf(ADAPTERS, FILE), DEAL)).toBe(false);
  });
});
