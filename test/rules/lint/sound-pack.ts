/** A small pack in which the checks find nothing; every seeded defect is this pack with one thing changed. */
export const SOUND = {
  fairlead: 1,
  id: 'acme',
  version: 1,
  title: 'Acme',
  applies: 'deal.pipeline != "Renewals"',
  fields: {
    amount: {
      requiredFrom: 'discovery',
      valid: 'deal.amount > 1',
      why: 'A deal without an amount counts as nothing in the forecast.',
    },
    budget: {
      label: 'Confirmed budget',
      type: 'money',
      labels: ['Budget'],
      crm: { salesforce: 'Budget__c' },
      requiredFrom: 'proposal',
      why: 'What the customer has set aside tells how real the project is.',
    },
    champion: { label: 'Champion', type: 'contact', labels: ['Champion'], crm: { salesforce: 'Champion__c' } },
  },
  stages: [
    {
      id: 'discovery',
      title: 'Discovery',
      match: ['Discovery', 'Qualification'],
      exit: [
        {
          id: 'budget-confirmed',
          title: 'Budget confirmed',
          when: 'deal.amount >= 20000',
          require: 'deal.custom.budget >= 0.8 * deal.amount',
          why: 'Without money set aside the proposal answers nobody.',
          fix: { field: 'budget' },
          enforce: 'block',
        },
      ],
    },
    {
      id: 'proposal',
      title: 'Proposal',
      match: ['Proposal'],
      entry: [
        {
          id: 'champion-named',
          title: 'Champion named',
          require: '!blank(deal.custom.champion)',
          why: 'Somebody has to speak for us when we are not in the room.',
          fix: { field: 'champion' },
        },
      ],
      exit: [
        {
          id: 'discount-small',
          title: 'Discount within bounds',
          require: 'blank(deal.discountPercent) || deal.discountPercent <= 20',
          why: 'A deep discount stands in for a reason to buy.',
          enforce: 'block',
        },
        {
          id: 'two-contacts',
          title: 'Two contacts known',
          when: 'deal.amount >= 50000',
          require: 'count(contacts) >= 2',
          why: 'One person can leave, and rarely decides alone.',
        },
      ],
    },
    { id: 'negotiation', title: 'Negotiation', match: ['Negotiation/Review'] },
    { id: 'won', title: 'Closed won', match: ['Closed Won'], closed: 'won' },
    { id: 'lost', title: 'Closed lost', match: ['Closed Lost'], closed: 'lost' },
  ],
  signals: [
    {
      id: 'close-date-past',
      title: 'Close date is past',
      when: 'deal.closeDate < now',
      weight: 0.7,
      why: 'The plan that this date stood for no longer holds.',
    },
    {
      id: 'single-threaded',
      title: 'Only one contact engaged',
      when: 'stage in ["proposal", "negotiation"] && facts.contactsEngaged < 2',
      weight: 0.4,
      why: 'If that person leaves, nobody is left who knows us.',
    },
    {
      id: 'silent',
      title: 'Silent for three weeks',
      when: 'facts.daysSilent >= 21',
      weight: 0.4,
      why: 'Three quiet weeks are longer than most plans survive.',
    },
  ],
  steps: [
    {
      id: 'set-close-date',
      title: 'Agree a new close date',
      when: 'deal.closeDate < now',
      minutes: 10,
      changes: [{ field: 'closeDate', value: 'now + days(30)' }],
      why: 'A date that the customer has named is worth more than ours.',
    },
    {
      id: 'call-contact',
      title: 'Call the quiet contact',
      when: 'facts.daysSilent >= 21',
      minutes: 20,
      changes: [{ activity: { type: 'Call', done: true } }],
      why: 'One call finds out whether the project still has an owner.',
    },
  ],
  fills: [{ field: 'budget', value: 'deal.amount', because: 'The amount asked for, until the customer says.' }],
  tests: [
    {
      name: 'a large deal in good order',
      deal: {
        stage: 'Discovery',
        amount: 40000,
        closeDate: '2026-08-01',
        custom: { budget: 40000, champion: 'Ann' },
        activities: [{ type: 'Call', at: '2026-06-10', done: 'true' }],
      },
      expect: { 'budget-confirmed': 'met', 'champion-named': 'met', 'close-date-past': 'notMet', silent: 'notMet' },
    },
    {
      name: 'a large deal nobody looks after',
      deal: { stage: 'Discovery', amount: 40000, closeDate: '2026-05-01', createdAt: '2026-01-01', activities: [] },
      expect: {
        'budget-confirmed': 'notMet',
        'champion-named': 'notMet',
        'close-date-past': 'met',
        silent: 'met',
        'set-close-date': 'met',
        'call-contact': 'met',
      },
    },
    {
      name: 'a proposal to two people',
      deal: {
        stage: 'Proposal',
        amount: 60000,
        closeDate: '2026-08-01',
        discountPercent: 10,
        contacts: [
          { name: 'Ann', lastActivityAt: '2026-06-10' },
          { name: 'Bo', lastActivityAt: '2026-06-11' },
        ],
      },
      expect: {
        'discount-small': 'met',
        'two-contacts': 'met',
        'single-threaded': 'notMet',
        'set-close-date': 'notMet',
        'call-contact': 'notMet',
      },
    },
    {
      name: 'a proposal to nobody with a deep discount',
      deal: { stage: 'Proposal', amount: 60000, discountPercent: 40, contacts: [] },
      expect: { 'discount-small': 'notMet', 'two-contacts': 'notMet', 'single-threaded': 'met' },
    },
  ],
};
