// The ids of the portal's records and what belongs to what.

/** Where each type's ids begin, so that an id never fits two types. */
const BASES = {
  deals: 7000,
  contacts: 100,
  companies: 2000,
  line_items: 3,
  quotes: 4,
  tasks: 5,
  meetings: 5,
  calls: 5,
  emails: 5,
};

/** @param {string} type @param {number} id of the canonical data set */
export const idOf = (type, id) => String(BASES[type] * 1_000_000 + id);
/** Association types by `from:to`, as HubSpot numbers them. */
export const ASSOCIATIONS = {
  'deals:contacts': 3,
  'deals:companies': 341,
  'deals:line_items': 19,
  'deals:quotes': 63,
  'deals:tasks': 215,
  'deals:meetings': 211,
  'deals:calls': 205,
  'deals:emails': 209,
  'contacts:deals': 4,
  'companies:deals': 342,
  'line_items:deals': 20,
  'quotes:deals': 64,
  'tasks:deals': 216,
  'meetings:deals': 212,
  'calls:deals': 206,
  'emails:deals': 210,
  'tasks:contacts': 204,
  'contacts:tasks': 203,
};

export const PRIMARY_COMPANY = 5;

/** The admin's own labels for contacts of a deal: their roles. */
export const ROLE_LABELS = ['Economic Buyer', 'Decision Maker', 'Champion', 'Evaluator', 'Influencer'].map(
  (label, index) => ({
    category: 'USER_DEFINED',
    typeId: 101 + index * 2,
    label,
  }),
);

/** The type that a canonical activity becomes. */
export const activityType = ({ kind }) => `${kind}s`;

/** Both directions of every link. */
export function associationRows(set) {
  const rows = [];
  const link = (from, id, to, toId, more = {}) => {
    const pair = { from, id: idOf(from, id), to, toId: idOf(to, toId) };
    const back = { from: to, id: pair.toId, to: from, toId: pair.id };
    const plain = { label: null, category: 'HUBSPOT_DEFINED' };
    rows.push({ ...pair, ...plain, typeId: ASSOCIATIONS[`${from}:${to}`] });
    rows.push({ ...back, ...plain, typeId: ASSOCIATIONS[`${to}:${from}`] });
    if (more.typeId) rows.push({ ...pair, ...plain, ...more });
  };
  for (const { id, accountId } of set.deals) {
    link('deals', id, 'companies', accountId, { typeId: PRIMARY_COMPANY, label: 'Primary' });
  }
  for (const { dealId, contactId, role } of set.dealContacts) {
    link(
      'deals',
      dealId,
      'contacts',
      contactId,
      ROLE_LABELS.find(({ label }) => label === role),
    );
  }
  for (const { dealId, id } of set.lines) link('deals', dealId, 'line_items', id);
  for (const { dealId, id } of set.quotes) link('deals', dealId, 'quotes', id);
  for (const one of set.activities) link('deals', one.dealId, activityType(one), one.id);
  return rows;
}
