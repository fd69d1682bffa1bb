import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { adapterSchema } from '@/lib/crm/adapter-schema';
import { ADAPTERS } from '@/lib/crm/registry';
import { placeOf, routeFor } from '@/lib/crm/route';
import { ROUTES } from '@/lib/crm/routes';

const folder = new URL('../../lib/crm/adapters/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const documents = files.map((file) => ({
  file,
  document: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown,
}));
const adapters = documents.map(({ file, document }) => ({ file, adapter: adapterSchema.parse(document) }));

describe('the folder, the registry and the routes', () => {
  test.each(documents)('$file is a valid adapter', ({ document }) => {
    expect(adapterSchema.safeParse(document).error?.issues ?? []).toEqual([]);
  });

  test('each file is registered once, in both lists, under its own name', () => {
    const ids = files.map((file) => file.replace('.json', ''));
    expect(ADAPTERS.map((adapter) => adapter.route.adapter).toSorted()).toEqual(ids);
    expect(ROUTES.map((route) => route.adapter).toSorted()).toEqual(ids);
  });

  test('the engine names no CRM', () => {
    const own = adapters.flatMap(({ adapter }) => [adapter.route.adapter, adapter.title.split(' ')[0] ?? '']);
    const names = new RegExp([...own, 'lightning', 'force\\.com'].map((name) => `\\b${name}`).join('|'), 'i');
    const sources = readdirSync(new URL('../../lib/crm/', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/(?:registry|routes)\.ts$/.test(file))
      .map((file) => ({ file, text: readFileSync(new URL(`../../lib/crm/${file}`, import.meta.url), 'utf8') }));
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter(({ text }) => names.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

describe('addresses', () => {
  const examples = adapters.flatMap(({ adapter }) =>
    adapter.examples.map((example) => ({ ...example, own: adapter.route })),
  );

  test.each(examples)('$url is a $kind page of its own CRM', ({ url, kind, id, own }) => {
    const place = placeOf(own, new URL(url));
    expect(place).toEqual(id === undefined ? { kind, adapter: own.adapter } : { kind, adapter: own.adapter, id });
    expect(routeFor(ROUTES, new URL(url))?.adapter).toBe(own.adapter);
  });

  test.each(examples)('$url is of no other CRM', ({ url, own }) => {
    const others = ROUTES.filter((route) => route.adapter !== own.adapter);
    expect(routeFor(others, new URL(url))).toBeNull();
  });

  test.each([
    [
      'a look-alike host',
      'https://acme.lightning.force.com.evil.example/lightning/r/Opportunity/006000000000001AAA/view',
    ],
    ['a host that only ends alike', 'https://notlightning.force.com/lightning/r/Opportunity/006000000000001AAA/view'],
    ['plain http', 'http://acme.lightning.force.com/lightning/r/Opportunity/006000000000001AAA/view'],
    ['another path of the demo host', 'https://marmelab.com/blog/#/deals/1/show'],
    ['a look-alike of one’s own machine', 'http://localhost.evil.example/#/deals/1/show'],
  ])('%s is nobody’s', (_name, url) => {
    expect(routeFor(ROUTES, new URL(url))).toBeNull();
  });

  test('a record id keeps what was escaped, and a stray % does not throw', () => {
    const route = ROUTES.find((candidate) => candidate.adapter === 'atomic-crm');
    expect(route && placeOf(route, new URL('http://localhost/#/deals/a%2Fb/show'))).toMatchObject({ id: 'a/b' });
    expect(route && placeOf(route, new URL('http://localhost/#/deals/a%/show'))).toMatchObject({ id: 'a%' });
  });
});
