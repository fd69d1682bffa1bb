import { describe, expect, test } from 'vitest';
import { patternRisk } from '@/lib/crm/pattern-risk';
import { proposeRoute } from '@/lib/crm/pick/propose-route';
import { placeOf } from '@/lib/crm/route';

type Case = [name: string, first: string, second: string, ids: [string, string], other: string[]];

const CASES: Case[] = [
  [
    'a path',
    'https://a.example/deals/17',
    'https://a.example/deals/18',
    ['17', '18'],
    ['/deals', '/deals/new', '/contacts/17'],
  ],
  [
    'a path that goes on',
    'https://a.example/deals/17/show',
    'https://a.example/deals/18/show',
    ['17', '18'],
    ['/deals/17'],
  ],
  [
    'an id in letters and digits',
    'https://a.example/r/Opportunity/006A0000001xYzAIAU/view',
    'https://a.example/r/Opportunity/006A0000002xYzAIAQ/view',
    ['006A0000001xYzAIAU', '006A0000002xYzAIAQ'],
    ['/r/Opportunity/new/view', '/r/Account/001A0000001xYzAIAU/view'],
  ],
  [
    'a GUID',
    'https://a.example/object/opportunity/7c9e6679-7425-40de-944b-e07fc1f90ae7',
    'https://a.example/object/opportunity/16fd2706-8baf-433b-82eb-8c7fada847da',
    ['7c9e6679-7425-40de-944b-e07fc1f90ae7', '16fd2706-8baf-433b-82eb-8c7fada847da'],
    ['/object/opportunity/new', '/object/company/7c9e6679-7425-40de-944b-e07fc1f90ae7'],
  ],
  [
    'a word before the number',
    'https://a.example/d/deal-17',
    'https://a.example/d/deal-18',
    ['17', '18'],
    ['/d/task-17'],
  ],
  [
    'a name behind the id',
    'https://a.example/deals/17/elm-farm',
    'https://a.example/deals/18/mill',
    ['17', '18'],
    ['/deals/17'],
  ],
  [
    'a hash',
    'https://a.example/#/deals/17/show',
    'https://a.example/#/deals/18/show',
    ['17', '18'],
    ['/#/deals/create', '/#/contacts/17/show'],
  ],
  [
    'a hash with more behind it',
    'https://a.example/#db/model/sale.opportunity/3;name="A"&views=%5B1%5D',
    'https://a.example/#db/model/sale.opportunity/4;name="B"&views=%5B1%5D',
    ['3', '4'],
    ['/#db/model/party.party/3'],
  ],
  [
    'a hash of parameters',
    'https://a.example/web#id=31&action=317&model=crm.lead&view_type=form',
    'https://a.example/web#id=32&action=318&model=crm.lead&view_type=form',
    ['31', '32'],
    ['/web#id=31&action=317&model=res.partner&view_type=form'],
  ],
  [
    'a query',
    'https://a.example/?desk=deal&no=17',
    'https://a.example/?desk=deal&no=18',
    ['17', '18'],
    ['/?desk=task&no=17', '/?desk=deals'],
  ],
  [
    'a query behind an app’s own number',
    'https://a.example/main.aspx?appid=7c9e6679-7425-40de-944b-e07fc1f90ae7&pagetype=entityrecord&etn=opportunity&id=16fd2706-8baf-433b-82eb-8c7fada847da',
    'https://a.example/main.aspx?appid=7c9e6679-7425-40de-944b-e07fc1f90ae7&pagetype=entityrecord&etn=opportunity&id=26fd2706-8baf-433b-82eb-8c7fada847da',
    ['16fd2706-8baf-433b-82eb-8c7fada847da', '26fd2706-8baf-433b-82eb-8c7fada847da'],
    ['/main.aspx?appid=x&pagetype=entityrecord&etn=account&id=16fd2706-8baf-433b-82eb-8c7fada847da'],
  ],
];

describe('from two addresses', () => {
  test.each(CASES)('%s', (_name, first, second, ids, others) => {
    const proposed = proposeRoute(new URL(first), new URL(second));
    if (!proposed.ok) throw new Error(proposed.message);
    expect(proposed.ids).toEqual(ids);
    expect(patternRisk(proposed.page.pattern)).toBeNull();
    const route = { adapter: 'new', hosts: [proposed.host], pages: [proposed.page] };
    const idOf = (address: string): unknown => {
      const place = placeOf(route, new URL(address, 'https://a.example'));
      return 'id' in place ? place.id : null;
    };
    expect([idOf(first), idOf(second)]).toEqual(ids);
    for (const other of others) expect(idOf(other), `${proposed.page.pattern} on ${other}`).toBeNull();
  });

  test.each([
    ['https://a.example/deals/17', 'https://b.example/deals/18', 'different sites'],
    ['https://a.example/deals/17', 'https://a.example/deals/17', 'the same'],
    ['https://a.example/deals/17', 'https://a.example/deals/board/all/18', 'differ in more'],
  ])('%s and %s say why not', (first, second, reason) => {
    const proposed = proposeRoute(new URL(first), new URL(second));
    expect(proposed.ok ? '' : proposed.message).toContain(reason);
  });
});
