/** @typedef {'text'|'textarea'|'currency'|'percent'|'date'|'picklist'|'checkbox'|'stage'|'forecast'|'lookup'|'owner'|'modstamp'} FieldKind */

const options = (...values) => values;

/** Salesforce's own stages, in the order of the path. The last two are closed: the path shows them as one step. */
export const STAGES = options(
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Id. Decision Makers',
  'Perception Analysis',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
);

export const OPPORTUNITY_FIELDS = {
  Name: { label: 'Opportunity Name', kind: 'text', required: true },
  AccountId: { label: 'Account Name', kind: 'lookup', object: 'Account' },
  Amount: { label: 'Amount', kind: 'currency' },
  CloseDate: { label: 'Close Date', kind: 'date', required: true },
  StageName: { label: 'Stage', kind: 'stage', required: true, options: STAGES },
  NextStep: { label: 'Next Step', kind: 'text' },
  Probability: { label: 'Probability (%)', kind: 'percent' },
  ForecastCategoryName: {
    label: 'Forecast Category',
    kind: 'forecast',
    options: options('Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'),
  },
  Type: {
    label: 'Type',
    kind: 'picklist',
    options: options(
      'Existing Customer - Upgrade',
      'Existing Customer - Replacement',
      'Existing Customer - Downgrade',
      'New Customer',
    ),
  },
  LeadSource: {
    label: 'Lead Source',
    kind: 'picklist',
    options: options('Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'),
  },
  OwnerId: { label: 'Opportunity Owner', kind: 'owner', object: 'User', readOnly: true },
  Description: { label: 'Description', kind: 'textarea' },
  CreatedById: { label: 'Created By', kind: 'modstamp', object: 'User', readOnly: true },
  LastModifiedById: { label: 'Last Modified By', kind: 'modstamp', object: 'User', readOnly: true },
  Economic_Buyer__c: { label: 'Economic Buyer', kind: 'text' },
  Champion__c: { label: 'Champion', kind: 'text' },
  Metrics__c: { label: 'Metrics', kind: 'text' },
  Decision_Criteria__c: { label: 'Decision Criteria', kind: 'textarea' },
  Decision_Process__c: { label: 'Decision Process', kind: 'textarea' },
  Identified_Pain__c: { label: 'Identified Pain', kind: 'textarea' },
  Competition__c: { label: 'Competition', kind: 'text' },
  Paper_Process__c: { label: 'Paper Process', kind: 'text' },
  Budget__c: { label: 'Budget', kind: 'currency' },
  Security_Review__c: {
    label: 'Security Review',
    kind: 'picklist',
    options: options('Not started', 'Running', 'Passed – with "conditions"', 'Passed'),
  },
  Legal_Approved__c: { label: 'Legal Approved', kind: 'checkbox' },
};

export const ACCOUNT_FIELDS = {
  Name: { label: 'Account Name', kind: 'text', required: true },
  OwnerId: { label: 'Account Owner', kind: 'owner', object: 'User', readOnly: true },
  Industry: {
    label: 'Industry',
    kind: 'picklist',
    options: options('Banking', 'Manufacturing', 'Retail', 'Technology'),
  },
  Phone: { label: 'Phone', kind: 'text' },
  Description: { label: 'Description', kind: 'textarea' },
  CreatedById: { label: 'Created By', kind: 'modstamp', object: 'User', readOnly: true },
};

/** Sections of two columns, read row by row; `null` leaves a place free. */
export const LAYOUTS = {
  Opportunity: [
    {
      title: 'Opportunity Information',
      rows: [
        ['OwnerId', 'Amount'],
        ['Name', 'CloseDate'],
        ['AccountId', 'StageName'],
        ['Type', 'Probability'],
        ['LeadSource', 'ForecastCategoryName'],
        ['NextStep', 'Budget__c'],
      ],
    },
    {
      title: 'Qualification',
      rows: [
        ['Metrics__c', 'Economic_Buyer__c'],
        ['Decision_Criteria__c', 'Decision_Process__c'],
        ['Paper_Process__c', 'Identified_Pain__c'],
        ['Champion__c', 'Competition__c'],
        ['Security_Review__c', 'Legal_Approved__c'],
      ],
    },
    { title: 'Description Information', rows: [['Description']] },
    { title: 'System Information', rows: [['CreatedById', 'LastModifiedById']] },
  ],
  Account: [
    {
      title: 'Account Information',
      rows: [
        ['OwnerId', 'Industry'],
        ['Name', 'Phone'],
        ['Description', 'CreatedById'],
      ],
    },
  ],
};

export const FIELDS = { Opportunity: OPPORTUNITY_FIELDS, Account: ACCOUNT_FIELDS };

/** Fields of the highlights panel beside the name. */
export const HIGHLIGHTS = {
  Opportunity: ['AccountId', 'CloseDate', 'Amount', 'OwnerId'],
  Account: ['Industry', 'Phone', 'OwnerId'],
};
