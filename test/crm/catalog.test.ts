import { describe, expect, test } from 'vitest';
import { adapterNamed, addedHosts, catalogOf, routeAt } from '@/lib/crm/catalog';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { adapterSchema } from '@/lib/crm/adapter-schema';
import { NOTHING_INSTALLED, withAdapter, withAddress, withoutAdapter, type Installed } from '@/lib/crm/installed';
import { readAddress, recognise } from '@/lib/crm/recognise';
import { ADAPTERS } from '@/lib/crm/registry';
import { placeOf } from '@/lib/crm/route';
import { ORCHARD } from '../crms/made-up/serve.mjs';

const orchard = adapterSchema.parse(ORCHARD);
const DEAL = new URL('https://deals.orchard.example/?desk=deal&no=17');

function put(adapter: Adapter, override = false): Installed {
  return withAdapter(NOTHING_INSTALLED, { adapter, source: 'file', from: 'a.json', at: 1, override });
}

describe('which adapter works on an address', () => {
  test('an added one on its own hosts, and on no look-alike', () => {
    const catalog = catalogOf(ADAPTERS, put(orchard));
    expect(routeAt(catalog, DEAL)?.adapter).toBe('orchard');
    expect(routeAt(catalog, new URL('https://deals.orchard.example.evil.test/?desk=deal&no=1'))).toBeNull();
    expect(routeAt(catalog, new URL('http://deals.orchard.example/?desk=deal&no=1'))).toBeNull();
    expect(adapterNamed(catalog, 'orchard')?.title).toBe('Orchard');
  });

  test('a shipped one keeps its name and pages unless an admin confirmed the override', () => {
    const taking: Adapter = { ...orchard, route: { ...orchard.route, adapter: 'salesforce' } };
    const sales = new URL('https://acme.lightning.force.com/lightning/r/Opportunity/006000000000001AAA/view');
    const refused = catalogOf(ADAPTERS, put(taking));
    expect(adapterNamed(refused, 'salesforce')?.title).toBe('Salesforce Lightning');
    expect(routeAt(refused, DEAL)).toBeNull();
    const confirmed = catalogOf(ADAPTERS, put(taking, true));
    expect(adapterNamed(confirmed, 'salesforce')?.title).toBe('Orchard');
    expect(routeAt(confirmed, sales)).toBeNull();
    expect(confirmed.adapters).toHaveLength(ADAPTERS.length);
  });

  test('a shipped one at an address of one’s own: by exact origin, port and path', () => {
    const installed = withAddress(NOTHING_INSTALLED, {
      adapter: 'atomic-crm',
      origin: 'https://crm.acme.example:8443',
      path: '/sales/',
      at: 1,
    });
    const catalog = catalogOf(ADAPTERS, installed);
    const deal = new URL('https://crm.acme.example:8443/sales/#/deals/7/show');
    const route = routeAt(catalog, deal);
    expect(route && placeOf(route, deal)).toEqual({ kind: 'record', adapter: 'atomic-crm', id: '7' });
    expect(addedHosts(catalog)).toEqual(['https://crm.acme.example/sales/*']);
    for (const other of [
      'https://crm.acme.example/sales/#/deals/7/show',
      'https://crm.acme.example:8443/#/deals/7/show',
      'https://crm.acme.example.evil.test:8443/sales/#/deals/7/show',
    ])
      expect(routeAt(catalog, new URL(other)), other).toBeNull();
  });

  test('a path in front of the CRM’s own is left out of what its patterns see', () => {
    const route = {
      ...orchard.route,
      below: '/sub',
      pages: [{ kind: 'record', in: 'path', pattern: '^/d/(?<id>\\d+)$' }],
    };
    expect(placeOf(route as never, new URL('https://deals.orchard.example/sub/d/3'))).toMatchObject({ id: '3' });
  });

  test('taking an adapter out takes out the addresses that it alone could read', () => {
    const address = { origin: 'https://a.example', path: '/', at: 1 };
    let installed = withAddress(put(orchard), { ...address, adapter: 'orchard' });
    installed = withAddress(installed, { ...address, origin: 'https://b.example', adapter: 'salesforce' });
    const left = withoutAdapter(withoutAdapter(installed, 'orchard', ['salesforce']), 'salesforce', ['salesforce']);
    expect(left.adapters).toEqual([]);
    expect(left.addresses.map(({ origin }) => origin)).toEqual(['https://b.example']);
  });
});

describe('an address that an admin gives', () => {
  test.each([
    ['https://crm.acme.example/x', 'https://crm.acme.example/x'],
    ['  crm.acme.example  ', 'https://crm.acme.example/'],
    ['http://localhost:8069/odoo', 'http://localhost:8069/odoo'],
    ['http://127.0.0.1/', 'http://127.0.0.1/'],
  ])('%s is read', (text, href) => {
    const given = readAddress(text);
    expect(given.ok && given.url.href).toBe(href);
  });

  test.each([
    ['', 'Write the address'],
    ['http://crm.acme.example', 'Only https'],
    ['javascript://x', 'Only https'],
    ['file:///etc/passwd', 'web address'],
    ['https://', 'no web address'],
  ])('%s is refused with the reason', (text, reason) => {
    const given = readAddress(text);
    expect(given.ok ? '' : given.message).toContain(reason);
  });

  test.each([
    ['https://crm.acme.example/#/deals/12/show', 'atomic-crm', '/'],
    ['https://crm.acme.example/sales/#/deals/12/show', 'atomic-crm', '/'],
    ['https://crm.acme.example/lightning/r/Opportunity/006000000000001AAA/view', 'salesforce', '/'],
    ['https://proxy.example/sf/lightning/r/Opportunity/006000000000001AAA/view', 'salesforce', '/sf/'],
    ['https://crm.acme.example/?desk=deal&no=17', 'orchard', '/'],
  ])('%s looks like %s below %s', (address, adapter, path) => {
    expect(recognise([...ADAPTERS, orchard], new URL(address))[0]).toEqual({ adapter, path });
  });

  test('a CRM whose path firms rename is known by what follows it, and its deals are found there', () => {
    const deal = new URL('https://erp.acme.example/backoffice/crm/31');
    const likely = recognise(ADAPTERS, deal);
    expect(likely[0]).toEqual({ adapter: 'odoo', path: '/', prefix: '/backoffice' });
    const address = { adapter: 'odoo', origin: deal.origin, path: '/', prefix: '/backoffice', at: 1 };
    const route = routeAt(catalogOf(ADAPTERS, withAddress(NOTHING_INSTALLED, address)), deal);
    expect(route && placeOf(route, deal)).toEqual({ kind: 'record', adapter: 'odoo', id: '31' });
    const usual = new URL('https://erp.acme.example/odoo/crm/31');
    expect(route && placeOf(route, usual)).toEqual({ kind: 'other', adapter: 'odoo' });
    expect(recognise(ADAPTERS, usual)[0]).toEqual({ adapter: 'odoo', path: '/' });
  });

  test('one that no pattern knows looks like none', () => {
    expect(recognise(ADAPTERS, new URL('https://www.example.com/about'))).toEqual([]);
  });
});
