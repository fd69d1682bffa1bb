// The portal's object types and their properties: the default ones a deal page uses, and a few an admin made.
const STAGES = {
  appointmentscheduled: ['Qualification', 0.1],
  qualifiedtobuy: ['Discovery', 0.25],
  presentationscheduled: ['Proposal', 0.5],
  contractsent: ['Negotiation', 0.75],
  closedwon: ['Closed Won', 1],
  closedlost: ['Closed Lost', 0],
};

/** The one pipeline, as `/crm/v3/pipelines/deals` has it. */
export const PIPELINE = {
  id: 'default',
  label: 'Sales Pipeline',
  stages: Object.entries(STAGES).map(([id, [label, probability]], displayOrder) => ({
    id,
    label,
    displayOrder,
    metadata: { isClosed: String(probability === 1 || probability === 0), probability: String(probability.toFixed(2)) },
  })),
};

const property = (type, fieldType, label, more = {}) => ({ type, fieldType, label, ...more });
const text = (label, more) => property('string', 'text', label, more);
const number = (label, more) => property('number', 'number', label, more);
const instant = (label, more) => property('datetime', 'date', label, more);
const flag = (label, more) =>
  choice(label, { true: 'True', false: 'False' }, { type: 'bool', fieldType: 'booleancheckbox', ...more });
const choice = (label, options, more) => ({ ...property('enumeration', 'select', label, { options }), ...more });
const RO = { readOnly: true };

const common = {
  hs_object_id: number('Record ID', RO),
  hs_lastmodifieddate: instant('Last Modified Date', RO),
  hubspot_owner_id: property('enumeration', 'select', 'Owner', { options: {}, owners: true }),
};
const engagement = {
  ...common,
  hs_createdate: instant('Create date', RO),
  hs_timestamp: instant('Activity date', { required: true }),
};
const byStage = (name, label) =>
  Object.fromEntries(
    Object.entries(STAGES).map(([id, [stage]]) => [
      `${name}_${id}`,
      instant(`${label} "${stage} (Sales Pipeline)"`, RO),
    ]),
  );
const labels = (...list) => Object.fromEntries(list.map((label) => [label, label]));

/** @type {Record<string, { typeId: string, created: string, defaults: readonly string[], scope: string, creatable?: boolean, properties: Record<string, Record<string, any>> }>} */
export const TYPES = {
  deals: {
    typeId: '0-3',
    created: 'createdate',
    scope: 'crm.objects.deals',
    defaults: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    properties: {
      ...common,
      dealname: text('Deal Name'),
      amount: number('Amount'),
      deal_currency_code: choice('Currency', labels('EUR', 'USD', 'JPY')),
      closedate: instant('Close Date'),
      createdate: instant('Create Date'),
      dealstage: choice('Deal Stage', Object.fromEntries(Object.entries(STAGES).map(([id, [label]]) => [id, label]))),
      pipeline: choice('Pipeline', { default: 'Sales Pipeline' }),
      dealtype: choice('Deal Type', { newbusiness: 'New Business', existingbusiness: 'Existing Business' }),
      description: property('string', 'textarea', 'Deal Description'),
      hs_next_step: text('Next step'),
      hs_manual_forecast_category: choice('Forecast category', {
        OMIT: 'Not forecasted',
        PIPELINE: 'Pipeline',
        BEST_CASE: 'Best case',
        COMMIT: 'Commit',
        CLOSED: 'Closed won',
      }),
      hs_deal_stage_probability: number('Deal probability', RO),
      hs_analytics_source: choice(
        'Original Source Type',
        labels('DIRECT_TRAFFIC', 'REFERRALS', 'OTHER_CAMPAIGNS', 'OFFLINE'),
        RO,
      ),
      hs_is_closed: flag('Is Deal Closed?', RO),
      hs_is_closed_won: flag('Is Closed Won', RO),
      closed_lost_reason: property('string', 'textarea', 'Closed Lost Reason'),
      num_associated_contacts: number('Number of Associated Contacts', RO),
      notes_last_contacted: instant('Last Contacted', RO),
      hs_v2_date_entered_current_stage: instant('Date entered current stage', RO),
      ...byStage('hs_v2_date_entered', 'Date entered'),
      lead_source: choice('Lead source', labels('Web', 'Referral', 'Partner', 'Trade Show'), { custom: true }),
      budget: number('Budget', { custom: true }),
      discount: number('Discount', { custom: true }),
      competitor: choice('Competitor', labels('Acme CRM', 'Globex', 'In-house'), { custom: true }),
      next_step_date: property('date', 'date', 'Next step date', { custom: true }),
    },
  },
  contacts: {
    typeId: '0-1',
    created: 'createdate',
    scope: 'crm.objects.contacts',
    defaults: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    properties: {
      ...common,
      createdate: instant('Create Date', RO),
      lastmodifieddate: instant('Last Modified Date', RO),
      firstname: text('First Name'),
      lastname: text('Last Name'),
      email: text('Email'),
      jobtitle: text('Job Title'),
      hs_buying_role: choice('Buying Role', labels('BUDGET_HOLDER', 'CHAMPION', 'DECISION_MAKER', 'INFLUENCER')),
      notes_last_contacted: instant('Last Contacted', RO),
    },
  },
  companies: {
    typeId: '0-2',
    created: 'createdate',
    scope: 'crm.objects.companies',
    defaults: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    properties: {
      ...common,
      createdate: instant('Create Date', RO),
      name: text('Company name'),
      domain: text('Company Domain Name'),
      industry: text('Industry'),
      numberofemployees: number('Number of Employees'),
      country: text('Country/Region'),
    },
  },
  line_items: {
    typeId: '0-8',
    created: 'createdate',
    scope: 'crm.objects.line_items',
    defaults: ['createdate', 'hs_lastmodifieddate', 'hs_object_id', 'quantity'],
    properties: {
      ...common,
      createdate: instant('Create Date', RO),
      name: text('Name'),
      quantity: number('Quantity'),
      price: number('Unit price'),
      hs_discount_percentage: number('Discount Percentage'),
      amount: number('Net price', RO),
      hs_line_item_currency_code: choice('Currency', labels('EUR', 'USD', 'JPY')),
    },
  },
  quotes: {
    typeId: '0-14',
    created: 'hs_createdate',
    scope: 'crm.objects.quotes',
    defaults: ['hs_createdate', 'hs_expiration_date', 'hs_lastmodifieddate', 'hs_object_id', 'hs_status', 'hs_title'],
    properties: {
      ...common,
      hs_createdate: instant('Create Date', RO),
      hs_title: text('Quote Title'),
      hs_quote_number: text('Quote Number'),
      hs_status: choice('Quote Status', labels('DRAFT', 'APPROVAL_NOT_NEEDED')),
      hs_quote_amount: number('Quote amount', RO),
      hs_expiration_date: instant('Expiration Date'),
    },
  },
  tasks: {
    typeId: '0-27',
    created: 'hs_createdate',
    scope: 'crm.objects.contacts',
    creatable: true,
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    properties: {
      ...engagement,
      hs_task_subject: text('Task Title'),
      hs_task_body: property('string', 'html', 'Task Notes'),
      hs_task_status: choice('Task Status', labels('NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED')),
      hs_task_priority: choice('Priority', labels('NONE', 'LOW', 'MEDIUM', 'HIGH')),
      hs_task_type: choice('Task Type', labels('TODO', 'CALL', 'EMAIL')),
    },
  },
  meetings: {
    typeId: '0-47',
    created: 'hs_createdate',
    scope: 'crm.objects.contacts',
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    properties: {
      ...engagement,
      hs_meeting_title: text('Meeting name'),
      hs_meeting_start_time: instant('Meeting start time'),
      hs_meeting_end_time: instant('Meeting end time'),
      hs_meeting_outcome: choice('Meeting outcome', labels('SCHEDULED', 'COMPLETED', 'NO_SHOW', 'CANCELED')),
    },
  },
  calls: {
    typeId: '0-48',
    created: 'hs_createdate',
    scope: 'crm.objects.contacts',
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    properties: {
      ...engagement,
      hs_call_title: text('Call Title'),
      hs_call_direction: choice('Call direction', labels('INBOUND', 'OUTBOUND')),
      hs_call_status: choice('Call status', labels('COMPLETED', 'BUSY', 'NO_ANSWER')),
    },
  },
  emails: {
    typeId: '0-49',
    created: 'hs_createdate',
    scope: 'sales-email-read',
    defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
    properties: {
      ...engagement,
      hs_email_subject: text('Email subject'),
      hs_email_direction: choice('Email Direction', labels('EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL')),
      hs_email_status: choice('Email send status', labels('SENT', 'FAILED', 'SCHEDULED')),
    },
  },
};

/** @param {string} name `deals`, `deal` or `0-3` @returns {string | undefined} */
export const typeNamed = (name) =>
  Object.keys(TYPES).find((type) => type === name || type.slice(0, -1) === name || TYPES[type].typeId === name);

/** The scope that an app needs to read or write a type; that of e-mails is one for reading alone. */
export const scopeOf = (type, action) =>
  TYPES[type].scope.startsWith('crm.') ? `${TYPES[type].scope}.${action}` : TYPES[type].scope;
