import { DAY } from './clock.mjs';
import { LAST_NAMES, ROLES, SUBJECTS } from './texts.mjs';

/** The people on a deal; the ninth of ten deals has none, and now and then a role is blank. */
export function peopleOf(random, deal, contacts) {
  if (deal.id === 11 || random.chance(0.1)) return [];
  const count = Math.min(contacts.length, random.int(1, 4));
  return contacts.slice(0, count).map((contact, index) => ({
    dealId: deal.id,
    contactId: contact.id,
    role: random.chance(0.25) ? null : ROLES[(deal.id + index) % ROLES.length],
    primary: index === 0,
    at: deal.createdAt + index * DAY,
  }));
}

/** Calls, mails and meetings that were, and for open deals at most one task to come. */
export function activitiesOf(random, deal, people, today) {
  if (deal.id === 11) return [];
  const end = deal.closedAt ?? today;
  const past = Array.from({ length: random.int(0, 3) + people.length }, () => {
    const kind = random.pick(['call', 'email', 'meeting']);
    const at = deal.createdAt + Math.floor(random.next() * Math.max(1, end - deal.createdAt));
    return {
      dealId: deal.id,
      contactId: people.length === 0 ? null : random.pick(people).contactId,
      ownerId: deal.ownerId,
      kind,
      direction: kind === 'email' ? random.pick(['in', 'out']) : null,
      subject: random.chance(0.1) ? `${random.pick(LAST_NAMES)} <script>alert(1)</script>` : random.pick(SUBJECTS),
      at: Math.floor(at / 1000) * 1000,
      done: true,
    };
  });
  if (deal.status !== 'open' || random.chance(0.4)) return past;
  const task = {
    kind: 'task',
    direction: null,
    subject: 'Follow up',
    at: today + random.int(-5, 20) * DAY,
    done: false,
  };
  return [...past, { dealId: deal.id, contactId: null, ownerId: deal.ownerId, ...task }];
}

/** Product lines; half of the deals have any. */
export function linesOf(random, deal, products) {
  if (deal.amount === null || random.chance(0.5)) return [];
  return Array.from({ length: random.int(1, 3) }, (_, index) => {
    const product = products[(deal.id + index) % products.length];
    const quantity = random.int(1, 20);
    const discount = random.pick([0, 0, 10]);
    const total = Math.round(quantity * product.price * (100 - discount)) / 100;
    return {
      dealId: deal.id,
      productId: product.id,
      name: product.name,
      quantity,
      price: product.price,
      discount,
      total,
    };
  });
}

/** At most one quote, on deals that reached a proposal. */
export function quotesOf(random, deal) {
  if (deal.amount === null || !['proposal', 'negotiation', 'won'].includes(deal.stage) || random.chance(0.4)) return [];
  const createdAt = deal.createdAt + 8 * DAY;
  return [
    {
      dealId: deal.id,
      number: `Q-${String(deal.id).padStart(5, '0')}`,
      name: `Quote for deal ${deal.id}`,
      status: deal.status === 'won' ? 'Accepted' : random.pick(['Draft', 'Presented']),
      total: deal.amount,
      createdAt,
      expires: Math.floor(createdAt / DAY) * DAY + 30 * DAY,
    },
  ];
}

/** How the deal came to its stage, and what was changed on the way; sets the deal's `stageEnteredAt` and `modifiedAt`. */
export function historyOf(random, deal, stages, today) {
  const path = pathTo(deal, stages);
  const last = deal.closedAt ?? Math.min(today - DAY, deal.createdAt + (path.length - 1) * 9 * DAY);
  const at = (index) =>
    index === 0
      ? deal.createdAt
      : Math.floor((deal.createdAt + ((last - deal.createdAt) * index) / (path.length - 1)) / 1000) * 1000;
  const pushes = random.int(0, 3);
  const base = { dealId: deal.id, byId: deal.ownerId };
  const stageRows = path.map((stage, index) => ({
    ...base,
    at: at(index),
    from: path[index - 1] ?? null,
    stage,
    amount: deal.amount,
    closeDate: deal.closeDate - (index === path.length - 1 ? 0 : pushes) * 14 * DAY,
    probability: stages.find(({ key }) => key === stage).probability,
  }));
  const fieldRows = Array.from({ length: pushes }, (_, index) => ({
    ...base,
    at: Math.min(last, deal.createdAt + (index + 1) * 5 * DAY),
    field: 'closeDate',
    old: deal.closeDate - (pushes - index) * 14 * DAY,
    new: deal.closeDate - (pushes - index - 1) * 14 * DAY,
  }));
  if (deal.amount !== null && random.chance(0.4)) {
    fieldRows.push({
      ...base,
      at: Math.min(last, deal.createdAt + 3 * DAY),
      field: 'amount',
      old: deal.amount * 2,
      new: deal.amount,
    });
  }
  deal.stageEnteredAt = stageRows.at(-1).at;
  deal.modifiedAt = Math.max(deal.stageEnteredAt, ...fieldRows.map((row) => row.at));
  deal.pushes = pushes;
  return { stages: stageRows, fields: fieldRows };
}

function pathTo(deal, stages) {
  const keys = stages.map(({ key }) => key);
  if (deal.status === 'open') return keys.slice(0, keys.indexOf(deal.stage) + 1);
  const walked = deal.status === 'won' ? 4 : 1 + (deal.id % 4);
  return [...keys.slice(0, walked), deal.stage];
}
