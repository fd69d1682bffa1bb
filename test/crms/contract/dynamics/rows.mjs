import { isoDate, isoSeconds } from '../kit/clock.mjs';
import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';
import { ENTITIES } from './entities.mjs';
import { columnsOf, guidOf } from './names.mjs';

/** The stages of the business process flow, in their order. */
export const STAGES = ['Qualify', 'Develop', 'Propose', 'Close'];
const STAGE_OF = { qualification: 0, discovery: 1, proposal: 2, negotiation: 3, won: 3, lost: 3 };
const FORECASTS = {
  Pipeline: 100_000_001,
  'Best Case': 100_000_002,
  Commit: 100_000_003,
  Omitted: 100_000_006,
  Closed: 100_000_005,
};
const KINDS = { task: 'task', call: 'phonecall', email: 'email', meeting: 'appointment' };
const SYMBOLS = { EUR: '€', USD: '$', JPY: '¥' };
const CURRENCY_IDS = { EUR: 1, USD: 2, JPY: 3 };

const day = (ms) => (ms === null ? null : isoDate(ms));
const at = (ms) => (ms === null ? null : isoSeconds(ms));
const nth = (list, value) => (value === null ? null : list.indexOf(value));
/** The path as the flow keeps it: the ids of the stages gone through. */
export const pathTo = (stage) =>
  [0, 1, 2, 3]
    .slice(0, stage + 1)
    .map((one) => guidOf('processstage', one + 1))
    .join(',');

/** The organisation's database, filled from the canonical data set. */
export function openOrganisation({ deals, now, seed }) {
  const set = createDataSet({ deals, now, seed });
  let version = 1_000_000;
  const stamp = (createdAt, byId = 1, modifiedAt = createdAt) => ({
    createdon: at(createdAt),
    modifiedon: at(modifiedAt),
    _createdby_value: guidOf('systemuser', byId),
    _modifiedby_value: guidOf('systemuser', byId),
    versionnumber: (version += 1),
  });
  const activities = set.activities.map((one) => activityRow(one, stamp));
  const of = (kind) => activities.filter(({ activitytypecode }) => activitytypecode === kind);
  const rows = {
    systemuser: set.owners.map(({ id, name, email }) => ({
      systemuserid: guidOf('systemuser', id),
      fullname: name,
      internalemailaddress: email,
      isdisabled: 0,
    })),
    transactioncurrency: Object.entries(CURRENCY_IDS).map(currencyRow),
    account: set.accounts.map((one) => accountRow(one, stamp(set.today))),
    contact: set.contacts.map((one) => contactRow(one, stamp(set.today))),
    opportunity: dealRows(set, stamp),
    connectionrole: ROLES.map((name, index) => ({ connectionroleid: guidOf('connectionrole', index + 1), name })),
    connection: set.dealContacts.map((one) => connectionRow(one, stamp(one.at))),
    activitypointer: activities,
    task: of('task'),
    email: of('email').map((row) => ({ ...row, directioncode: row.direction === 'out' ? 1 : 0 })),
    opportunityproduct: set.lines.map((one) => lineRow(one, set, stamp)),
    quote: set.quotes.map((one) => quoteRow(one, set, stamp)),
    opportunitysalesprocess: set.deals.map((deal) => processRow(deal, stamp)),
    processstage: STAGES.map((stagename, index) => ({
      processstageid: guidOf('processstage', index + 1),
      stagename,
      stagecategory: index,
    })),
  };
  const index = {
    connection: ['_record1id_value'],
    activitypointer: ['_regardingobjectid_value'],
    opportunity: ['modifiedon'],
  };
  const tables = Object.keys(ENTITIES).map((entity) => [
    entity,
    { columns: columnsOf(entity), rows: rows[entity], index: index[entity] },
  ]);
  const audit = {
    id: 'INTEGER PRIMARY KEY',
    record: 'TEXT',
    at: 'TEXT',
    user: 'TEXT',
    attribute: 'TEXT',
    old: 'BLOB',
    new: 'BLOB',
  };
  const db = openDatabase({
    ...Object.fromEntries(tables),
    audit: { columns: audit, rows: auditRows(set), index: ['record'] },
  });
  return { db, nextVersion: () => (version += 1) };
}

const ROLES = ['Economic Buyer', 'Decision Maker', 'Champion', 'Evaluator', 'Influencer'];

const currencyRow = ([code, id]) => ({
  transactioncurrencyid: guidOf('transactioncurrency', id),
  currencyname: code,
  isocurrencycode: code,
  currencysymbol: SYMBOLS[code],
  currencyprecision: code === 'JPY' ? 0 : 2,
});

const INDUSTRIES = ['Manufacturing', 'Retail', 'Healthcare', 'Technology', 'Transportation'];

const accountRow = ({ id, name, industry, employees, country }, stamps) => ({
  accountid: guidOf('account', id),
  name,
  numberofemployees: employees,
  industrycode: industry && INDUSTRIES.indexOf(industry) + 1,
  address1_country: country,
  ...stamps,
});

const contactRow = ({ id, accountId, name, firstName, lastName, title, email }, stamps) => ({
  contactid: guidOf('contact', id),
  fullname: name,
  firstname: firstName,
  lastname: lastName,
  jobtitle: title,
  emailaddress1: email,
  _parentcustomerid_value: guidOf('account', accountId),
  ...stamps,
});

function dealRows(set, stamp) {
  const primary = new Map(set.dealContacts.filter((one) => one.primary).map((one) => [one.dealId, one.contactId]));
  return set.deals.map((deal) => {
    const stage = STAGE_OF[deal.stage];
    const won = deal.status === 'won';
    return {
      opportunityid: guidOf('opportunity', deal.id),
      name: deal.name.replaceAll(/\s/g, ' ').slice(0, 300),
      _parentaccountid_value: guidOf('account', deal.accountId),
      _customerid_value: guidOf('account', deal.accountId),
      _parentcontactid_value: primary.has(deal.id) ? guidOf('contact', primary.get(deal.id)) : null,
      estimatedvalue: deal.amount,
      estimatedclosedate: day(deal.closeDate),
      actualvalue: won ? deal.amount : null,
      actualclosedate: day(deal.closedAt),
      closeprobability: deal.probability,
      budgetamount: deal.budget,
      description: deal.description,
      stepname: STAGES[stage],
      salesstage: stage,
      discountpercentage: deal.discountPercent,
      stageid: guidOf('processstage', stage + 1),
      traversedpath: pathTo(stage),
      statecode: { open: 0, won: 1, lost: 2 }[deal.status],
      statuscode: deal.status === 'open' ? 1 : won ? 3 : deal.lossReason === 'Lost to a competitor' ? 5 : 4,
      opportunityratingcode: 1 + (deal.id % 3),
      msdyn_forecastcategory: FORECASTS[deal.forecast],
      new_dealtype: deal.type && (deal.type === 'New Business' ? 100_000_000 : 100_000_001),
      new_leadsource: deal.leadSource && 1 + nth(['Web', 'Referral', 'Partner', 'Trade Show'], deal.leadSource),
      new_competitor: deal.competitor && 1 + nth(['Acme CRM', 'Globex', 'In-house'], deal.competitor),
      new_nextstep: deal.nextStep,
      decisionmaker: 0,
      _transactioncurrencyid_value: guidOf('transactioncurrency', CURRENCY_IDS[deal.currency]),
      _ownerid_value: guidOf('systemuser', deal.ownerId),
      ...stamp(deal.createdAt, deal.ownerId, deal.modifiedAt),
    };
  });
}

const connectionRow = ({ id, dealId, contactId, role }, stamps) => ({
  connectionid: guidOf('connection', id),
  name: null,
  _record1id_value: guidOf('opportunity', dealId),
  _record2id_value: guidOf('contact', contactId),
  _record2roleid_value: role && guidOf('connectionrole', ROLES.indexOf(role) + 1),
  ...stamps,
});

const activityRow = ({ id, dealId, ownerId, kind, subject, at: when, done, direction }, stamp) => ({
  activityid: guidOf('activitypointer', id),
  activitytypecode: KINDS[kind],
  direction,
  subject,
  scheduledstart: kind === 'task' ? null : at(when),
  scheduledend: at(when),
  actualend: done ? at(when) : null,
  statecode: done ? 1 : 0,
  prioritycode: 1,
  _regardingobjectid_value: guidOf('opportunity', dealId),
  _ownerid_value: guidOf('systemuser', ownerId),
  ...stamp(when, ownerId),
});

const lineRow = ({ id, dealId, name, quantity, price, discount, total }, { deals }, stamp) => ({
  opportunityproductid: guidOf('opportunityproduct', id),
  _opportunityid_value: guidOf('opportunity', dealId),
  productname: name,
  quantity,
  priceperunit: price,
  manualdiscountamount: Math.round(quantity * price * discount) / 100,
  extendedamount: total,
  _transactioncurrencyid_value: guidOf('transactioncurrency', CURRENCY_IDS[deals[dealId - 1].currency]),
  ...stamp(deals[dealId - 1].createdAt),
});

const quoteRow = ({ id, dealId, name, number, status, total, createdAt, expires }, { deals }, stamp) => ({
  quoteid: guidOf('quote', id),
  _opportunityid_value: guidOf('opportunity', dealId),
  name,
  quotenumber: number,
  statecode: { Draft: 0, Presented: 1, Accepted: 2 }[status],
  totalamount: total,
  effectiveto: day(expires),
  _transactioncurrencyid_value: guidOf('transactioncurrency', CURRENCY_IDS[deals[dealId - 1].currency]),
  ...stamp(createdAt),
});

const processRow = (deal, stamp) => ({
  businessprocessflowinstanceid: guidOf('opportunitysalesprocess', deal.id),
  name: deal.name.slice(0, 200),
  _opportunityid_value: guidOf('opportunity', deal.id),
  _activestageid_value: guidOf('processstage', STAGE_OF[deal.stage] + 1),
  activestagestartedon: at(deal.stageEnteredAt),
  completedon: at(deal.closedAt),
  traversedpath: pathTo(STAGE_OF[deal.stage]),
  statecode: deal.status === 'open' ? 0 : 1,
  ...stamp(deal.createdAt, deal.ownerId, deal.stageEnteredAt),
});

/** What auditing kept: moves of the stage, the close date and the revenue. */
function auditRows({ stageHistory, fieldHistory }) {
  const base = ({ dealId, byId, at: when }) => ({
    record: guidOf('opportunity', dealId),
    at: at(when),
    user: guidOf('systemuser', byId),
  });
  const stages = stageHistory
    .filter(({ from }) => from !== null)
    .map((move) => ({
      ...base(move),
      attribute: 'stepname',
      old: STAGES[STAGE_OF[move.from]],
      new: STAGES[STAGE_OF[move.stage]],
    }))
    .filter((move) => move.old !== move.new);
  const fields = fieldHistory.map((move) =>
    move.field === 'closeDate'
      ? { ...base(move), attribute: 'estimatedclosedate', old: day(move.old), new: day(move.new) }
      : { ...base(move), attribute: 'estimatedvalue', old: move.old, new: move.new },
  );
  return [...stages, ...fields].map((row, index) => ({ ...row, id: index + 1 }));
}
