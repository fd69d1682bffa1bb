import { at, day } from './dates.js';
import { accountRef, USERS } from './people.js';

/**
 * `layout` says what renders the record: a page layout (`page`), Dynamic Forms (`dynamic`) or markup nobody knows (`unknown`).
 * `absent` fields are on no layout, `renamed` ones lost every attribute and label a reader could know them by,
 * and `shown` is text displayed in place of the formatted value.
 */
function opportunity(number, layout, fields, oddities = {}) {
  return {
    objectApiName: 'Opportunity',
    id: `00600000000000${number}AAA`,
    layout,
    absent: [],
    renamed: [],
    shown: {},
    ...oddities,
    fields: {
      OwnerId: USERS.olivia,
      CreatedById: { ...USERS.olivia, at: at(-40) },
      LastModifiedById: { ...USERS.marc, at: at(-6, 16) },
      ...fields,
    },
  };
}

export const OPPORTUNITIES = [
  // A: early, half qualified, one field filled with junk, some empty.
  opportunity(1, 'page', {
    Name: 'Acme - 200 seats',
    AccountId: accountRef(1),
    Amount: 48000,
    CloseDate: day(30),
    StageName: 'Qualification',
    NextStep: 'Call Eva about the security review',
    Probability: 10,
    ForecastCategoryName: 'Pipeline',
    Type: 'New Customer',
    LeadSource: 'Web',
    Description: 'Came in through the pricing page.\n\nTwo sites, 200 seats, wants to be live before the next quarter.',
    Economic_Buyer__c: 'Eva Brandt, CFO',
    Champion__c: 'Tom Keller',
    Metrics__c: 'TBD',
    Decision_Criteria__c: 'Single sign-on, hosting in the EU, price per seat',
    Identified_Pain__c: 'Renewals are kept in spreadsheets; 14 % slip by a month or more',
    Budget__c: 50000,
  }),
  // B: late, healthy, every field filled, on Dynamic Forms.
  opportunity(2, 'dynamic', {
    Name: 'Globex - Data platform',
    AccountId: accountRef(2),
    Amount: 120000,
    CloseDate: day(45),
    StageName: 'Proposal/Price Quote',
    NextStep: `Walk through the order form with procurement on ${day(5)}`,
    Probability: 75,
    ForecastCategoryName: 'Best Case',
    Type: 'Existing Customer - Upgrade',
    LeadSource: 'Partner Referral',
    Description: 'Second phase of the data platform.\nLegal has the contract; security review passed.',
    LastModifiedById: { ...USERS.olivia, at: at(-1, 11) },
    Economic_Buyer__c: 'Priya Raman, VP Operations',
    Champion__c: 'Jonas Lind',
    Metrics__c: 'Reporting time from 9 days to 1 day a month',
    Decision_Criteria__c: 'Throughput, audit trail, references in the same industry',
    Decision_Process__c: 'Steering committee on the 2nd Tuesday, then the board',
    Identified_Pain__c: 'Month-end closing blocked by manual exports',
    Competition__c: 'Initrode',
    Paper_Process__c: 'Order form, data processing agreement, signature by the COO',
    Budget__c: 130000,
  }),
  // C: two fields are not on the layout, a third is there under names nobody knows. None of them is empty.
  opportunity(
    3,
    'page',
    {
      Name: 'Initech - Renewal',
      AccountId: accountRef(3),
      Amount: 30000,
      CloseDate: day(20),
      StageName: 'Needs Analysis',
      NextStep: 'Send the usage report',
      Probability: 20,
      ForecastCategoryName: 'Pipeline',
      Type: 'Existing Customer - Upgrade',
      LeadSource: 'Phone Inquiry',
      Economic_Buyer__c: 'Bill Lum',
      Champion__c: 'Peter Gibson',
      Budget__c: 32000,
    },
    { absent: ['Amount', 'CloseDate'], renamed: ['NextStep'] },
  ),
  // D: values no parser should guess at.
  opportunity(
    4,
    'page',
    {
      Name: 'Umbrella Retail - Pilot',
      AccountId: accountRef(4),
      Amount: 1200.5,
      CloseDate: day(25),
      StageName: 'Value Proposition',
      NextStep: 'Agree the success criteria of the pilot',
      Probability: 50,
      ForecastCategoryName: 'Pipeline',
      Type: 'New Customer',
      LeadSource: 'Other',
      Champion__c: 'Ada Wong',
    },
    { shown: { Amount: '1.200,50 EUR??', CloseDate: '31 Foo' } },
  ),
  // E: the page is there, and nothing on it can be recognised.
  opportunity(5, 'unknown', {
    Name: 'Soylent Foods - Expansion',
    AccountId: accountRef(5),
    Amount: 64000,
    CloseDate: day(60),
    StageName: 'Prospecting',
    NextStep: 'Find the project lead',
  }),
  // F: a stage of the team's own.
  opportunity(6, 'page', {
    Name: 'Hooli - Box',
    AccountId: accountRef(6),
    Amount: 15000,
    CloseDate: day(90),
    StageName: 'Parking lot',
    NextStep: 'Ask again after the reorganisation',
    Probability: 5,
    ForecastCategoryName: 'Omitted',
    Type: 'New Customer',
    LeadSource: 'Purchased List',
  }),
  // G: text that tries to be more than text.
  opportunity(7, 'page', {
    Name: `<img src=x onerror=alert(1)> \u202Eesrever ni emaN\u202C \u2066isolated\u2069 ${'very long name '.repeat(24)}end`,
    AccountId: accountRef(7),
    Amount: 987654321.99,
    CloseDate: day(14),
    StageName: 'Negotiation/Review',
    NextStep: '"><script>alert(2)</script> {{constructor}} ${7*7}',
    Probability: 90,
    ForecastCategoryName: 'Commit',
    Type: 'New Customer',
    LeadSource: 'Web',
    Description: `<b>bold?</b> javascript:alert(3)\u200B\u0000 ${'x'.repeat(3000)}`,
    Champion__c: '\u202Etxt.exe',
    Budget__c: 0,
  }),
];
