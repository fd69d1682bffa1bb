import { DAY, START } from './clock.mjs';
import { activitiesOf, historyOf, linesOf, peopleOf, quotesOf } from './related.mjs';
import { createRandom } from './random.mjs';
import * as texts from './texts.mjs';

/** The sales process every contract server shows under its own labels and ids. */
export const STAGES = [
  { key: 'qualification', label: 'Qualification', probability: 10 },
  { key: 'discovery', label: 'Discovery', probability: 25 },
  { key: 'proposal', label: 'Proposal', probability: 50 },
  { key: 'negotiation', label: 'Negotiation', probability: 75 },
  { key: 'won', label: 'Closed Won', probability: 100 },
  { key: 'lost', label: 'Closed Lost', probability: 0 },
];

export const CURRENCIES = ['EUR', 'USD', 'JPY'];

export const OWNERS = [
  { id: 1, name: 'Mara Voss', email: 'mara.voss@fairlead.example' },
  { id: 2, name: 'Tom Okafor', email: 'tom.okafor@fairlead.example' },
];

export const PRODUCTS = [
  { id: 1, code: 'CORE', name: 'Core licence', price: 120 },
  { id: 2, code: 'PLUS', name: 'Plus licence', price: 260 },
  { id: 3, code: 'ONB', name: 'Onboarding', price: 4800 },
  { id: 4, code: 'SUP', name: 'Premium support', price: 1900 },
  { id: 5, code: 'INT', name: 'Integration "A/B"', price: 7300 },
];

const LISTS = ['deals', 'dealContacts', 'activities', 'lines', 'quotes', 'stageHistory', 'fieldHistory'];

/** @typedef {Record<string, any>[]} Rows */
/** @typedef {{ today: number, owners: Rows, products: Rows, stages: Rows, accounts: Rows, contacts: Rows, deals: Rows, dealContacts: Rows, activities: Rows, lines: Rows, quotes: Rows, stageHistory: Rows, fieldHistory: Rows }} DataSet */

/**
 * The canonical data set: the same deals in every CRM. Ids are whole numbers from 1; times are ms since the epoch, dates too
 * (midnight UTC); what a seller left blank is null. Deals 1–10 carry the hostile names, deal 11 is empty but for what every
 * CRM demands, each thirteenth holds a junk text.
 * @param {{ deals?: number, now?: number, seed?: number }} [options] `now` is the moment all dates count from
 * @returns {DataSet}
 */
export function createDataSet({ deals = 60, now = START, seed = 20_261_122 } = {}) {
  const random = createRandom(seed);
  const today = Math.floor(now / DAY) * DAY;
  const accounts = accountsOf(random, Math.max(12, Math.ceil(deals / 3)));
  const contacts = accounts.flatMap((account) => contactsOf(random, account));
  const byAccount = Map.groupBy(contacts, ({ accountId }) => accountId);
  const set = { today, owners: OWNERS, products: PRODUCTS, stages: STAGES, accounts, contacts };
  const lists = Object.fromEntries(LISTS.map((name) => [name, []]));
  for (let id = 1; id <= deals; id += 1) {
    const deal = dealOf(random, id, today, accounts);
    const people = peopleOf(random, deal, byAccount.get(deal.accountId) ?? []);
    settle(random, deal, people.length, today);
    lists.dealContacts.push(...people);
    lists.activities.push(...activitiesOf(random, deal, people, today));
    lists.lines.push(...linesOf(random, deal, PRODUCTS));
    lists.quotes.push(...quotesOf(random, deal));
    const history = historyOf(random, deal, STAGES, today);
    lists.stageHistory.push(...history.stages);
    lists.fieldHistory.push(...history.fields);
    lists.deals.push(deal);
  }
  for (const name of LISTS.slice(1)) {
    for (const [index, row] of lists[name].entries()) row.id = index + 1;
  }
  return { ...set, ...lists };
}

function accountsOf(random, count) {
  return Array.from({ length: count }, (_, index) => {
    const name = texts.COMPANIES[index % texts.COMPANIES.length];
    const round = Math.floor(index / texts.COMPANIES.length);
    return {
      id: index + 1,
      name: round === 0 ? name : `${name} ${round + 1}`,
      industry: random.chance(0.15) ? null : random.pick(texts.INDUSTRIES),
      employees: random.chance(0.2) ? null : random.int(8, 9000),
      country: random.pick(['DE', 'US', 'JP', 'PL']),
    };
  });
}

function contactsOf(random, account) {
  return Array.from({ length: random.int(2, 4) }, (_, index) => {
    const firstName = random.pick(texts.FIRST_NAMES);
    const lastName = random.pick(texts.LAST_NAMES);
    return {
      id: (account.id - 1) * 4 + index + 1,
      accountId: account.id,
      firstName,
      lastName,
      name: `${firstName} ${lastName}`,
      title: random.chance(0.2) ? null : random.pick(texts.TITLES),
      email: random.chance(0.1) ? null : `${firstName.toLowerCase()}${account.id}.${index}@customer.example`,
    };
  });
}

function dealOf(random, id, today, accounts) {
  const createdAt = today - random.int(10, 700) * DAY + random.int(8, 17) * 3_600_000;
  const bare = id === 11;
  const account = random.pick(accounts);
  const orNull = (share, value) => (bare || random.chance(share) ? null : value);
  const junk = id % 13 === 0;
  return {
    id,
    name:
      texts.HOSTILE_TEXTS[id - 1] ??
      `${account.name} – ${random.pick(['rollout', 'renewal', 'pilot', 'expansion'])} ${id}`,
    accountId: account.id,
    ownerId: random.int(1, OWNERS.length),
    currency: CURRENCIES[id % CURRENCIES.length],
    createdAt,
    amount: orNull(0.08, random.int(20, 4000) * 50 + (random.chance(0.3) ? 0.5 : 0)),
    type: orNull(0.1, random.pick(['New Business', 'Existing Business'])),
    leadSource: orNull(0.2, random.pick(['Web', 'Referral', 'Partner', 'Trade Show'])),
    nextStep: orNull(0.25, junk ? random.pick(texts.JUNK_TEXTS) : random.pick(texts.NEXT_STEPS)),
    description: orNull(
      0.3,
      id <= 10 ? texts.HOSTILE_TEXTS[10 - id] : junk ? 'TBD' : `They asked for ${random.int(2, 40)} seats.`,
    ),
    discountPercent: orNull(0.5, random.int(0, 30)),
    competitor: orNull(0.5, random.pick(texts.COMPETITORS)),
    budget: orNull(0.4, random.int(1, 200) * 1000),
  };
}

/** Decides how far the deal has come; deals with more people involved are won more often, as a model should find. */
function settle(random, deal, people, today) {
  const age = Math.floor((today - deal.createdAt) / DAY);
  const closed = age > 45 && random.chance(0.55);
  const won = closed && random.chance(0.2 + 0.15 * people);
  const reached = won ? 4 : closed ? 5 : deal.id === 11 ? 0 : random.int(0, 3);
  deal.stage = STAGES[reached].key;
  deal.status = won ? 'won' : closed ? 'lost' : 'open';
  deal.probability = STAGES[reached].probability;
  deal.forecast = won ? 'Closed' : closed ? 'Omitted' : ['Pipeline', 'Pipeline', 'Best Case', 'Commit'][reached];
  deal.closedAt = closed ? deal.createdAt + random.int(30, age - 5) * DAY : null;
  deal.closeDate = closed ? Math.floor(deal.closedAt / DAY) * DAY : today + random.int(-20, 120) * DAY;
  deal.lossReason = deal.status === 'lost' ? random.pick(texts.LOSS_REASONS) : null;
}
