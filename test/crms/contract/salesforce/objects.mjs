// What the org's objects have: the standard fields an opportunity page uses, and a few of an admin's own.
const STAGE_NAMES = ['Qualification', 'Discovery', 'Proposal', 'Negotiation', 'Closed Won', 'Closed Lost'];
const FORECASTS = ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'];

const field = (type, label, more = {}) => ({
  type,
  label,
  updateable: true,
  nillable: true,
  filterable: true,
  ...more,
});
const fixed = (type, label, more = {}) => field(type, label, { updateable: false, nillable: false, ...more });
const text = (label, length = 255, more = {}) => field('string', label, { length, ...more });
const picklist = (label, values, more = {}) => field('picklist', label, { values, length: 255, ...more });
const lookup = (label, to, relationship, more = {}) => field('reference', label, { to, relationship, ...more });

const id = { Id: fixed('id', 'Record ID') };
const stamps = {
  CreatedDate: fixed('datetime', 'Created Date'),
  CreatedById: lookup('Created By ID', ['User'], 'CreatedBy', { updateable: false }),
  LastModifiedDate: fixed('datetime', 'Last Modified Date'),
  LastModifiedById: lookup('Last Modified By ID', ['User'], 'LastModifiedBy', { updateable: false }),
  SystemModstamp: fixed('datetime', 'System Modstamp'),
  IsDeleted: fixed('boolean', 'Deleted'),
};
const owner = { OwnerId: lookup('Owner ID', ['User'], 'Owner', { nillable: false }) };
const currency = {
  CurrencyIsoCode: picklist('Currency', ['EUR', 'USD', 'JPY'], { restricted: true, nillable: false }),
};
const ofDeal = { OpportunityId: lookup('Opportunity ID', ['Opportunity'], 'Opportunity', { updateable: false }) };

const activity = {
  ...id,
  Subject: text('Subject'),
  WhatId: lookup('Related To ID', ['Opportunity', 'Account'], 'What'),
  WhoId: lookup('Name ID', ['Contact'], 'Who'),
  ActivityDate: field('date', 'Due Date Only'),
  Description: field('textarea', 'Full Comments', { length: 32_000, filterable: false }),
  Type: picklist('Type', ['Call', 'Email', 'Meeting', 'Other']),
  ...owner,
  ...stamps,
};

/** @type {Record<string, { label: string, fields: Record<string, Record<string, any>>, createable?: boolean, updateable?: boolean, deletable?: boolean, needs?: string[] }>} */
export const OBJECTS = {
  Opportunity: {
    label: 'Opportunity',
    updateable: true,
    fields: {
      ...id,
      Name: text('Name', 120, { nillable: false }),
      AccountId: lookup('Account ID', ['Account'], 'Account'),
      StageName: picklist('Stage', STAGE_NAMES, { restricted: true, nillable: false }),
      Amount: field('currency', 'Amount'),
      CloseDate: field('date', 'Close Date', { nillable: false }),
      NextStep: text('Next Step'),
      Type: picklist('Opportunity Type', ['New Business', 'Existing Business']),
      LeadSource: picklist('Lead Source', ['Web', 'Referral', 'Partner', 'Trade Show']),
      Probability: field('percent', 'Probability (%)'),
      ForecastCategoryName: picklist('Forecast Category', FORECASTS, { restricted: true }),
      Description: field('textarea', 'Description', { length: 32_000, filterable: false }),
      IsClosed: fixed('boolean', 'Closed'),
      IsWon: fixed('boolean', 'Won'),
      ...currency,
      RecordTypeId: fixed('reference', 'Record Type ID', { to: [], nillable: true }),
      LastStageChangeDate: fixed('datetime', 'Last Stage Change Date', { nillable: true }),
      LastActivityDate: fixed('date', 'Last Activity', { nillable: true }),
      PushCount: fixed('int', 'Push Count', { nillable: true }),
      Budget__c: field('currency', 'Budget'),
      Discount__c: field('percent', 'Discount'),
      Competitor__c: picklist('Competitor', ['Acme CRM', 'Globex', 'In-house'], { restricted: true }),
      Loss_Reason__c: picklist('Loss Reason', ['Price', 'No decision', 'Lost to a competitor', 'Missing feature']),
      Next_Step_Date__c: field('date', 'Next Step Date'),
      ...owner,
      ...stamps,
    },
    children: {
      OpportunityContactRoles: ['OpportunityContactRole', 'OpportunityId'],
      OpportunityHistories: ['OpportunityHistory', 'OpportunityId'],
      Histories: ['OpportunityFieldHistory', 'OpportunityId'],
      OpportunityLineItems: ['OpportunityLineItem', 'OpportunityId'],
      Quotes: ['Quote', 'OpportunityId'],
      Tasks: ['Task', 'WhatId'],
      Events: ['Event', 'WhatId'],
    },
  },
  Account: {
    label: 'Account',
    fields: {
      ...id,
      Name: text('Account Name', 255, { nillable: false }),
      Industry: picklist('Industry', ['Manufacturing', 'Retail', 'Healthcare', 'Technology', 'Transportation']),
      NumberOfEmployees: field('int', 'Employees'),
      BillingCountry: text('Billing Country', 80),
      ...stamps,
    },
  },
  Contact: {
    label: 'Contact',
    fields: {
      ...id,
      FirstName: text('First Name', 40),
      LastName: text('Last Name', 80, { nillable: false }),
      Name: fixed('string', 'Full Name', { length: 121 }),
      Title: text('Title', 128),
      Email: field('email', 'Email', { length: 80 }),
      AccountId: lookup('Account ID', ['Account'], 'Account'),
      LastActivityDate: fixed('date', 'Last Activity', { nillable: true }),
      ...stamps,
    },
  },
  User: {
    label: 'User',
    fields: {
      ...id,
      Name: fixed('string', 'Full Name', { length: 121 }),
      Email: field('email', 'Email', { length: 128 }),
      Username: text('Username', 80),
      IsActive: field('boolean', 'Active', { nillable: false }),
    },
  },
  OpportunityContactRole: {
    label: 'Opportunity Contact Role',
    createable: true,
    deletable: true,
    needs: ['OpportunityId', 'ContactId'],
    fields: {
      ...id,
      ...ofDeal,
      ContactId: lookup('Contact ID', ['Contact'], 'Contact', { nillable: false }),
      Role: picklist('Role', ['Economic Buyer', 'Decision Maker', 'Champion', 'Evaluator', 'Influencer']),
      IsPrimary: field('boolean', 'Primary', { nillable: false }),
      ...stamps,
    },
  },
  Task: {
    label: 'Task',
    createable: true,
    updateable: true,
    fields: {
      ...activity,
      Status: picklist('Status', ['Not Started', 'In Progress', 'Completed'], { restricted: true, nillable: false }),
      Priority: picklist('Priority', ['High', 'Normal', 'Low'], { restricted: true, nillable: false }),
      TaskSubtype: picklist('Task Subtype', ['Task', 'Email', 'Call'], { updateable: false }),
      IsClosed: fixed('boolean', 'Closed'),
      CompletedDateTime: fixed('datetime', 'Completed Date', { nillable: true }),
    },
  },
  Event: {
    label: 'Event',
    fields: {
      ...activity,
      StartDateTime: field('datetime', 'Start Date Time'),
      EndDateTime: field('datetime', 'End Date Time'),
      ActivityDateTime: field('datetime', 'Due Date Time'),
    },
  },
  OpportunityHistory: {
    label: 'Opportunity: Stage History',
    fields: {
      ...id,
      ...ofDeal,
      StageName: fixed('picklist', 'Stage', { values: STAGE_NAMES }),
      Amount: fixed('currency', 'Amount', { nillable: true }),
      CloseDate: fixed('date', 'Close Date'),
      Probability: fixed('percent', 'Probability'),
      PrevAmount: fixed('currency', 'Previous Amount', { nillable: true }),
      PrevCloseDate: fixed('date', 'Previous Close Date', { nillable: true }),
      CreatedDate: stamps.CreatedDate,
      CreatedById: stamps.CreatedById,
      SystemModstamp: stamps.SystemModstamp,
      IsDeleted: stamps.IsDeleted,
    },
  },
  OpportunityFieldHistory: {
    label: 'Opportunity Field History',
    fields: {
      ...id,
      ...ofDeal,
      Field: fixed('picklist', 'Changed Field', { values: [] }),
      OldValue: fixed('anyType', 'Old Value', { nillable: true, filterable: false }),
      NewValue: fixed('anyType', 'New Value', { nillable: true, filterable: false }),
      CreatedDate: stamps.CreatedDate,
      CreatedById: stamps.CreatedById,
      IsDeleted: stamps.IsDeleted,
    },
  },
  OpportunityLineItem: {
    label: 'Opportunity Product',
    fields: {
      ...id,
      ...ofDeal,
      Name: fixed('string', 'Opportunity Product Name', { length: 376 }),
      ProductCode: fixed('string', 'Product Code', { length: 255, nillable: true }),
      Quantity: field('double', 'Quantity'),
      UnitPrice: field('currency', 'Sales Price'),
      Discount: field('percent', 'Discount'),
      TotalPrice: field('currency', 'Total Price'),
      ...currency,
      ...stamps,
    },
  },
  Quote: {
    label: 'Quote',
    fields: {
      ...id,
      ...ofDeal,
      Name: text('Quote Name', 255, { nillable: false }),
      QuoteNumber: fixed('string', 'Quote Number', { length: 30 }),
      Status: picklist('Status', ['Draft', 'Presented', 'Accepted', 'Denied']),
      GrandTotal: fixed('currency', 'Grand Total', { nillable: true }),
      ExpirationDate: field('date', 'Expiration Date'),
      ...currency,
      ...stamps,
    },
  },
  OpportunityStage: {
    label: 'Opportunity Stage',
    fields: {
      ...id,
      ApiName: fixed('string', 'API Name', { length: 255 }),
      MasterLabel: fixed('string', 'Master Label', { length: 255 }),
      DefaultProbability: fixed('percent', 'Probability (%)'),
      ForecastCategoryName: fixed('picklist', 'Forecast Category Name', { values: FORECASTS }),
      IsActive: fixed('boolean', 'Is Active'),
      IsClosed: fixed('boolean', 'Closed'),
      IsWon: fixed('boolean', 'Won'),
      SortOrder: fixed('int', 'Order'),
    },
  },
};

const SQL_TYPES = {
  currency: 'REAL',
  percent: 'REAL',
  double: 'REAL',
  int: 'INTEGER',
  boolean: 'INTEGER',
  datetime: 'INTEGER',
};

/** @param {string} object the columns of its table: times in ms, dates as text, booleans as 0 and 1 */
export const columnsOf = (object) =>
  Object.fromEntries(
    Object.entries(OBJECTS[object].fields).map(([name, { type }]) => [
      name,
      name === 'Id' ? 'TEXT PRIMARY KEY' : type === 'anyType' ? 'BLOB' : (SQL_TYPES[type] ?? 'TEXT'),
    ]),
  );
