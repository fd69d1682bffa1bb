import { createDataSet } from '../kit/data-set.mjs';
import { openDatabase } from '../kit/database.mjs';
import { isoDate } from '../kit/clock.mjs';
import { idOf } from './ids.mjs';
import { OBJECTS, columnsOf } from './objects.mjs';

const day = (ms) => (ms === null ? null : isoDate(ms));

/** The stages of the org, by their API name. */
export const STAGE_DEFAULTS = {
  Qualification: { probability: 10, forecast: 'Pipeline', closed: false, won: false },
  Discovery: { probability: 25, forecast: 'Pipeline', closed: false, won: false },
  Proposal: { probability: 50, forecast: 'Best Case', closed: false, won: false },
  Negotiation: { probability: 75, forecast: 'Commit', closed: false, won: false },
  'Closed Won': { probability: 100, forecast: 'Closed', closed: true, won: true },
  'Closed Lost': { probability: 0, forecast: 'Omitted', closed: true, won: false },
};

/** The org's database, filled from the canonical data set. */
export function openOrg({ deals, now, seed }) {
  const set = createDataSet({ deals, now, seed });
  const label = new Map(set.stages.map(({ key, label }) => [key, label]));
  const last = new Map();
  for (const { dealId, at, done } of set.activities) if (done) last.set(dealId, Math.max(at, last.get(dealId) ?? 0));
  const rows = {
    User: set.owners.map(userRow),
    Account: set.accounts.map((one) => accountRow(one, set)),
    Contact: set.contacts.map((one) => contactRow(one, set)),
    Opportunity: set.deals.map((deal) => dealRow(deal, label, last.get(deal.id))),
    OpportunityContactRole: set.dealContacts.map((one) => roleRow(one)),
    Task: set.activities.filter(({ kind }) => kind !== 'meeting').map(taskRow),
    Event: set.activities.filter(({ kind }) => kind === 'meeting').map(eventRow),
    OpportunityHistory: stageRows(set, label),
    OpportunityFieldHistory: set.fieldHistory.map(fieldRow),
    OpportunityLineItem: set.lines.map((line) => lineRow(line, set)),
    Quote: set.quotes.map((quote) => quoteRow(quote, set)),
    OpportunityStage: Object.entries(STAGE_DEFAULTS).map(stageRow),
  };
  const index = (object) =>
    ['OpportunityId', 'WhatId', 'SystemModstamp'].filter((name) => OBJECTS[object].fields[name]);
  const tables = Object.keys(OBJECTS).map((object) => [
    object,
    { columns: columnsOf(object), rows: rows[object], index: index(object) },
  ]);
  return openDatabase(Object.fromEntries(tables));
}

const stamps = (createdAt, byId, modifiedAt = createdAt) => ({
  CreatedDate: createdAt,
  CreatedById: idOf('User', byId),
  LastModifiedDate: modifiedAt,
  LastModifiedById: idOf('User', byId),
  SystemModstamp: modifiedAt,
  IsDeleted: false,
});

const userRow = ({ id, name, email }) => ({
  Id: idOf('User', id),
  Name: name,
  Email: email,
  Username: email,
  IsActive: true,
});

const accountRow = ({ id, name, industry, employees, country }, { today }) => ({
  Id: idOf('Account', id),
  Name: name,
  Industry: industry,
  NumberOfEmployees: employees,
  BillingCountry: country,
  ...stamps(today, 1),
});

const contactRow = ({ id, accountId, firstName, lastName, name, title, email }, { today }) => ({
  Id: idOf('Contact', id),
  FirstName: firstName,
  LastName: lastName,
  Name: name,
  Title: title,
  Email: email,
  AccountId: idOf('Account', accountId),
  ...stamps(today, 1),
});

const dealRow = (deal, label, lastActivity = null) => ({
  Id: idOf('Opportunity', deal.id),
  // A text field of one line keeps its first 120 characters and no line breaks.
  Name: deal.name.replaceAll(/\s/g, ' ').slice(0, 120),
  AccountId: idOf('Account', deal.accountId),
  StageName: label.get(deal.stage),
  Amount: deal.amount,
  CloseDate: day(deal.closeDate),
  NextStep: deal.nextStep,
  Type: deal.type,
  LeadSource: deal.leadSource,
  Probability: deal.probability,
  ForecastCategoryName: deal.forecast,
  Description: deal.description,
  IsClosed: deal.status !== 'open',
  IsWon: deal.status === 'won',
  CurrencyIsoCode: deal.currency,
  LastStageChangeDate: deal.stageEnteredAt,
  LastActivityDate: day(lastActivity),
  PushCount: deal.pushes,
  Budget__c: deal.budget,
  Discount__c: deal.discountPercent,
  Competitor__c: deal.competitor,
  Loss_Reason__c: deal.lossReason,
  OwnerId: idOf('User', deal.ownerId),
  ...stamps(deal.createdAt, deal.ownerId, deal.modifiedAt),
});

const roleRow = ({ id, dealId, contactId, role, primary, at }) => ({
  Id: idOf('OpportunityContactRole', id),
  OpportunityId: idOf('Opportunity', dealId),
  ContactId: idOf('Contact', contactId),
  Role: role,
  IsPrimary: primary,
  ...stamps(at, 1),
});

const SUBTYPES = { call: 'Call', email: 'Email', task: 'Task' };

const activityRow = ({ dealId, contactId, ownerId, subject, at }) => ({
  Subject: subject,
  WhatId: idOf('Opportunity', dealId),
  WhoId: contactId === null ? null : idOf('Contact', contactId),
  ActivityDate: day(at),
  OwnerId: idOf('User', ownerId),
  ...stamps(at, ownerId),
});

const taskRow = (one) => ({
  ...activityRow(one),
  Id: idOf('Task', one.id),
  Type: one.kind === 'task' ? null : SUBTYPES[one.kind],
  TaskSubtype: SUBTYPES[one.kind],
  Status: one.done ? 'Completed' : 'Not Started',
  Priority: 'Normal',
  IsClosed: one.done,
  CompletedDateTime: one.done ? one.at : null,
});

const eventRow = (one) => ({
  ...activityRow(one),
  Id: idOf('Event', one.id),
  Type: 'Meeting',
  StartDateTime: one.at,
  EndDateTime: one.at + 3_600_000,
  ActivityDateTime: one.at,
});

function stageRows({ stageHistory }, label) {
  return stageHistory.map(({ id, dealId, byId, at, stage, amount, closeDate, probability }) => ({
    Id: idOf('OpportunityHistory', id),
    OpportunityId: idOf('Opportunity', dealId),
    StageName: label.get(stage),
    Amount: amount,
    CloseDate: day(closeDate),
    Probability: probability,
    CreatedDate: at,
    CreatedById: idOf('User', byId),
    SystemModstamp: at,
    IsDeleted: false,
  }));
}

const TRACKED = { closeDate: 'CloseDate', amount: 'Amount' };

const fieldRow = ({ id, dealId, byId, at, field, old, new: next }) => ({
  Id: idOf('OpportunityFieldHistory', id),
  OpportunityId: idOf('Opportunity', dealId),
  Field: TRACKED[field],
  OldValue: field === 'closeDate' ? day(old) : old,
  NewValue: field === 'closeDate' ? day(next) : next,
  CreatedDate: at,
  CreatedById: idOf('User', byId),
  IsDeleted: false,
});

const lineRow = ({ id, dealId, productId, name, quantity, price, discount, total }, { deals, products }) => ({
  Id: idOf('OpportunityLineItem', id),
  OpportunityId: idOf('Opportunity', dealId),
  Name: name,
  ProductCode: products[productId - 1].code,
  Quantity: quantity,
  UnitPrice: price,
  Discount: discount,
  TotalPrice: total,
  CurrencyIsoCode: deals[dealId - 1].currency,
  ...stamps(deals[dealId - 1].createdAt, 1),
});

const quoteRow = ({ id, dealId, name, number, status, total, createdAt, expires }, { deals }) => ({
  Id: idOf('Quote', id),
  OpportunityId: idOf('Opportunity', dealId),
  Name: name,
  QuoteNumber: number,
  Status: status,
  GrandTotal: total,
  ExpirationDate: day(expires),
  CurrencyIsoCode: deals[dealId - 1].currency,
  ...stamps(createdAt, 1),
});

const stageRow = ([name, { probability, forecast, closed, won }], index) => ({
  Id: idOf('OpportunityStage', index + 1),
  ApiName: name,
  MasterLabel: name,
  DefaultProbability: probability,
  ForecastCategoryName: forecast,
  IsActive: true,
  IsClosed: closed,
  IsWon: won,
  SortOrder: index + 1,
});
