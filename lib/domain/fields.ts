/** What a field's value is once parsed; decides parsing, junk detection, comparison and display. */
export type FieldType = 'text' | 'longText' | 'number' | 'percent' | 'money' | 'date' | 'instant' | 'picklist';

/** The canonical fields of a deal, keyed by the path a rule uses after `deal.`. */
export const DEAL_FIELDS = {
  name: { label: 'Name', type: 'text' },
  description: { label: 'Description', type: 'longText' },
  'account.id': { label: 'Account id', type: 'text' },
  'account.name': { label: 'Account', type: 'text' },
  'account.industry': { label: 'Industry', type: 'picklist' },
  'account.employees': { label: 'Employees', type: 'number' },
  'account.region': { label: 'Region', type: 'picklist' },
  'owner.id': { label: 'Owner id', type: 'text' },
  'owner.name': { label: 'Owner', type: 'text' },
  pipeline: { label: 'Pipeline', type: 'picklist' },
  'stage.id': { label: 'Stage id', type: 'text' },
  'stage.label': { label: 'Stage', type: 'picklist' },
  amount: { label: 'Amount', type: 'money' },
  closeDate: { label: 'Close date', type: 'date' },
  createdAt: { label: 'Created', type: 'instant' },
  stageEnteredAt: { label: 'Stage entered', type: 'instant' },
  nextStep: { label: 'Next step', type: 'text' },
  nextStepDate: { label: 'Next step date', type: 'date' },
  forecastCategory: { label: 'Forecast category', type: 'picklist' },
  probability: { label: 'Probability', type: 'percent' },
  type: { label: 'Type', type: 'picklist' },
  leadSource: { label: 'Lead source', type: 'picklist' },
  discountPercent: { label: 'Discount', type: 'percent' },
} as const satisfies Record<string, { label: string; type: FieldType }>;

export type DealFieldKey = keyof typeof DEAL_FIELDS;

/** A canonical field, or one that a pack declares (`custom.budget`). */
export type FieldKey = DealFieldKey | `custom.${string}`;

/** The fields of one row of a related list, keyed as a rule sees them. */
export const LIST_FIELDS = {
  contacts: {
    id: 'text',
    name: 'text',
    title: 'text',
    role: 'text',
    email: 'text',
    lastActivityAt: 'instant',
  },
  activities: {
    id: 'text',
    type: 'text',
    direction: 'text',
    subject: 'text',
    at: 'instant',
    done: 'text',
  },
  products: { id: 'text', name: 'text', quantity: 'number', amount: 'money' },
  quotes: { id: 'text', name: 'text', status: 'text', amount: 'money', validUntil: 'date' },
} as const satisfies Record<string, Record<string, FieldType>>;

export type ListName = keyof typeof LIST_FIELDS;

/** What people call each list. */
export const LIST_LABELS: Readonly<Record<ListName, string>> = {
  contacts: 'Contacts',
  activities: 'Activities',
  products: 'Products',
  quotes: 'Quotes',
};
