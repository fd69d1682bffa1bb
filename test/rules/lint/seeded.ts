import type { LintInput } from '@/lib/rules/lint/types';

/** A value deep in a pack document. */
type Node = { [key: string]: unknown };

/** One defect put into the sound pack: where (a path), what, and the check that is to find it there. */
export type Seed = {
  defect: string;
  check: string;
  /** Rule, field or stage the finding is about. */
  rule: string;
  /** Path → value; `undefined` takes the member out; a path that ends in `[]` appends. */
  change: Readonly<Record<string, unknown>>;
  with?: Pick<LintInput, 'crms' | 'crmStages'>;
};

const why = 'Because the customer said so in the last review.';
const signal = (id: string, when: string, more: Node = {}): Node => ({
  id,
  title: `Signal ${id}`,
  when,
  weight: 0.3,
  why,
  ...more,
});
const criterion = (id: string, require: string, more: Node = {}): Node => ({
  id,
  title: `Criterion ${id}`,
  require,
  why,
  ...more,
});
const step = (id: string, when: string, changes: readonly Node[] = [{ signal: 'silent' }]): Node => ({
  id,
  title: `Step ${id}`,
  when,
  changes,
  minutes: 5,
  why,
});

const DISCOVERY = 'stages.0.exit';
const PROPOSAL = 'stages.1.exit';
const SIGNAL = 'signals.[]';
const STEP = 'steps.[]';

const dead = (defect: string, when: string): Seed => ({
  defect,
  check: 'dead-rule',
  rule: 'x',
  change: { [SIGNAL]: signal('x', when) },
});
const always = (defect: string, when: string): Seed => ({
  defect,
  check: 'always-holds',
  rule: 'x',
  change: { [SIGNAL]: signal('x', when) },
});
const never = (defect: string, require: string, more: Node = {}): Seed => ({
  defect,
  check: 'contradiction',
  rule: 'x',
  change: { [`${PROPOSAL}.[]`]: criterion('x', require, more) },
});
const twin = (defect: string, when: string): Seed => ({
  defect,
  check: 'duplicate-rule',
  rule: 'x',
  change: { [SIGNAL]: signal('x', when) },
});

const SALESFORCE = {
  id: 'salesforce',
  title: 'Salesforce',
  fields: ['amount', 'closeDate', 'stage.label', 'pipeline', 'createdAt', 'discountPercent'] as const,
  lists: { contacts: ['name', 'lastActivityAt'], activities: ['at', 'type'] },
  own: ['name'] as const,
};

export const SEEDS: readonly Seed[] = [
  // dead rules
  dead('bounds the wrong way round', 'deal.amount > 50000 && deal.amount < 20000'),
  dead('bounds that meet but leave out the point', 'deal.amount > 100 && deal.amount <= 100'),
  dead('no whole number between', 'facts.pushes > 1 && facts.pushes < 2'),
  dead('a count below zero', 'facts.contactsEngaged < 0'),
  dead('a size below zero', 'count(contacts) < 0'),
  dead('two values at once', 'deal.type == "New" && deal.type == "Renewal"'),
  dead('a value that the list does not have', 'deal.type in ["New", "Upsell"] && deal.type == "Renewal"'),
  dead('two lists with nothing in common', 'deal.type in ["New"] && deal.type in ["Renewal", "Upsell"]'),
  dead('two stages at once', 'stage == "discovery" && stage == "proposal"'),
  dead('a condition and its opposite', 'junk(deal.nextStep) && !junk(deal.nextStep)'),
  dead('blank and filled', 'blank(deal.nextStep) && deal.nextStep == "Call"'),
  dead('blank and large', 'blank(deal.amount) && deal.amount > 10'),
  dead('empty and compared', 'deal.closeDate == null && deal.closeDate < now'),
  dead('capital letters after lowerAscii', 'deal.type.lowerAscii() == "Renewal"'),
  dead('a text that does not contain it', 'deal.type == "New" && deal.type.contains("Renew")'),
  dead('past and ahead', 'deal.closeDate < now && deal.closeDate > now + days(7)'),
  dead('past and days ahead', 'deal.closeDate < now && daysUntil(deal.closeDate) >= 3'),
  dead('two ways to count days', 'facts.daysToClose < 0 && daysUntil(deal.closeDate) > 0'),
  dead('no contacts but one with a role', 'count(contacts) == 0 && contacts.exists(c, c.role == "Champion")'),
  dead(
    'a contact that must and must not be',
    'contacts.exists(c, c.role == "Champion" && daysSince(c.lastActivityAt) < 30) && !contacts.exists(c, c.role == "Champion")',
  ),
  dead('a row that cannot be', 'contacts.exists(c, c.role == "Champion" && c.role == "Buyer")'),
  dead(
    'a sum against its parts',
    'deal.custom.budget >= deal.amount && deal.amount > 1000 && deal.custom.budget < 500',
  ),
  dead(
    'a share above and below',
    'deal.custom.budget < 0.5 * deal.amount && deal.custom.budget > 0.8 * deal.amount && deal.amount > 0',
  ),
  dead('constants that do not compare', 'deal.amount > 5 && 3 > 4'),
  dead('a duration that is none', 'duration("1h") > duration("2h") && deal.amount > 1'),
  dead('outside what the pack is for', 'deal.pipeline == "Renewals"'),
  dead('hidden behind a condition', 'deal.amount > 10 ? deal.amount < 5 : deal.amount > 20'),
  {
    defect: 'a criterion of one stage that waits for another',
    check: 'dead-rule',
    rule: 'x',
    change: { [`${DISCOVERY}.[]`]: criterion('x', 'deal.amount > 5', { when: 'stage == "proposal"' }) },
  },
  {
    defect: 'leaving a closed stage',
    check: 'dead-rule',
    rule: 'x',
    change: { 'stages.3.exit': [criterion('x', 'deal.amount > 5')] },
  },
  {
    defect: 'entering the first stage',
    check: 'dead-rule',
    rule: 'x',
    change: { 'stages.0.entry': [criterion('x', 'deal.amount > 5')] },
  },
  {
    defect: 'entering a lost stage',
    check: 'dead-rule',
    rule: 'x',
    change: { 'stages.4.entry': [criterion('x', 'deal.amount > 5')] },
  },
  // always true
  always('a count that is never below zero', 'facts.pushes >= 0'),
  always('one or the other', 'deal.amount > 10 || !(deal.amount > 10)'),
  always('constants alone', '1 + 1 == 2'),
  always('not both values', '!(deal.type == "New" && deal.type == "Renewal")'),
  always('blank or not', 'blank(deal.nextStep) || !blank(deal.nextStep)'),
  {
    defect: 'a criterion that its condition settles',
    check: 'always-holds',
    rule: 'x',
    change: { [`${PROPOSAL}.[]`]: criterion('x', 'deal.amount > 10000', { when: 'deal.amount >= 20000' }) },
  },
  {
    defect: 'a condition that its stage settles',
    check: 'always-holds',
    rule: 'x',
    change: { [`${PROPOSAL}.[]`]: criterion('x', 'deal.amount > 10', { when: 'stage == "proposal"' }) },
  },
  {
    defect: 'every value is valid',
    check: 'always-holds',
    rule: 'amount',
    change: { 'fields.amount.valid': 'deal.amount < 5 || deal.amount >= 5' },
  },
  // contradictory criteria
  never('bounds the wrong way round', 'deal.amount > 5000 && deal.amount < 1000'),
  never('what its condition rules out', 'deal.amount < 10000', { when: 'deal.amount >= 20000' }),
  never('empty and dated', 'blank(deal.closeDate) && daysUntil(deal.closeDate) > 0'),
  never('another stage', 'stage == "negotiation"'),
  never(
    'all contacts champions, none a champion',
    'contacts.exists(c, c.role == "Champion") && contacts.all(c, c.role != "Champion")',
  ),
  never(
    'a pattern that the text rules out',
    'deal.forecastCategory == "Pipeline" && deal.forecastCategory.startsWith("Commit")',
  ),
  {
    defect: 'no value is valid',
    check: 'contradiction',
    rule: 'amount',
    change: { 'fields.amount.valid': 'deal.amount > 5 && deal.amount < 5' },
  },
  {
    defect: 'a pack for no deal',
    check: 'contradiction',
    rule: '',
    change: { applies: 'deal.amount > 5 && deal.amount < 5' },
  },
  // duplicates
  twin('the same text', 'facts.daysSilent >= 21'),
  twin('sides swapped', '21 <= facts.daysSilent'),
  twin('in other words for whole days', 'facts.daysSilent > 20'),
  twin('negated twice', '!!(facts.daysSilent >= 21)'),
  twin('as days instead of a date', 'daysUntil(deal.closeDate) < 0'),
  twin('operands in another order', 'facts.contactsEngaged < 2 && stage in ["negotiation", "proposal"]'),
  twin('stages one by one', '(stage == "proposal" || stage == "negotiation") && facts.contactsEngaged < 2'),
  {
    defect: 'a criterion of the same gate',
    check: 'duplicate-rule',
    rule: 'x',
    change: { [`${PROPOSAL}.[]`]: criterion('x', 'size(contacts) > 1', { when: 'deal.amount >= 50000' }) },
  },
  {
    defect: 'a step for the same with the same effect',
    check: 'duplicate-rule',
    rule: 'x',
    change: { [STEP]: step('x', 'facts.daysSilent > 20', [{ activity: { type: 'Call', done: true } }]) },
  },
  // variants
  {
    defect: 'a variant for no deal',
    check: 'dead-rule',
    rule: 'small',
    change: {
      variants: [
        { id: 'small', title: 'Small', when: 'deal.amount < 5 && deal.amount > 9', rules: { silent: { off: true } } },
      ],
    },
  },
  {
    defect: 'a variant that asks for what nobody has',
    check: 'contradiction',
    rule: 'two-contacts',
    change: {
      variants: [
        { id: 'small', when: 'deal.amount < 90000', rules: { 'two-contacts': { require: 'count(contacts) < 0' } } },
      ],
    },
  },
  {
    defect: 'a variant that asks for nothing',
    check: 'always-holds',
    rule: 'two-contacts',
    change: {
      variants: [
        { id: 'small', when: 'deal.amount < 90000', rules: { 'two-contacts': { require: 'count(contacts) >= 0' } } },
      ],
    },
  },
  // criteria against each other
  {
    defect: 'two demands on one field that only overlap for some',
    check: 'conflicting-criteria',
    rule: 'x',
    change: { [`${PROPOSAL}.[]`]: criterion('x', 'count(contacts) < 2', { when: 'deal.amount >= 80000' }) },
  },
  {
    defect: 'blocking, with conditions that overlap',
    check: 'conflicting-criteria',
    rule: 'x',
    change: {
      [`${DISCOVERY}.[]`]: criterion('x', 'deal.custom.budget < 1000', {
        when: 'deal.amount >= 30000',
        enforce: 'block',
      }),
    },
  },
  {
    defect: 'a criterion against a required field',
    check: 'conflicting-criteria',
    rule: 'x',
    change: { [`${PROPOSAL}.[]`]: criterion('x', 'blank(deal.amount)') },
  },
  {
    defect: 'a criterion against what is valid',
    check: 'conflicting-criteria',
    rule: 'x',
    change: { [`${PROPOSAL}.[]`]: criterion('x', 'deal.amount <= 1') },
  },
  {
    defect: 'leaving one stage against entering the next',
    check: 'conflicting-criteria',
    rule: 'champion-named',
    change: { [`${DISCOVERY}.[]`]: criterion('x', 'blank(deal.custom.champion)') },
  },
  // gates
  {
    defect: 'two blocking criteria that exclude each other',
    check: 'impossible-gate',
    rule: 'discount-small',
    change: { [`${PROPOSAL}.[]`]: criterion('x', 'deal.discountPercent > 25', { enforce: 'block' }) },
  },
  {
    defect: 'three blocking criteria of which any two would do',
    check: 'impossible-gate',
    rule: 'x',
    change: {
      'stages.2.exit': [
        criterion('x', 'deal.amount > deal.custom.budget', { enforce: 'block' }),
        criterion('y', 'deal.custom.budget > 90000', { enforce: 'block' }),
        criterion('z', 'deal.amount < 80000', { enforce: 'block' }),
      ],
    },
  },
  {
    defect: 'blocking for small and for large deals alike',
    check: 'impossible-gate',
    rule: 'x',
    change: {
      'stages.2.exit': [
        criterion('x', 'deal.type == "New"', { when: 'deal.amount >= 500', enforce: 'block' }),
        criterion('y', 'deal.amount >= 500', { enforce: 'block' }),
        criterion('z', 'deal.type == "Upsell"', { enforce: 'block' }),
      ],
    },
  },
  // what cannot be read
  {
    defect: 'a field without a name in this CRM',
    check: 'unreadable-field',
    rule: 'budget-confirmed',
    change: { 'fields.budget.crm': undefined },
    with: { crms: [SALESFORCE] },
  },
  {
    defect: 'a canonical field that the adapter has no place for',
    check: 'unreadable-field',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'deal.account.employees > 1000') },
    with: { crms: [SALESFORCE] },
  },
  {
    defect: 'a list that is not shown',
    check: 'unreadable-field',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'count(products) > 3') },
    with: { crms: [SALESFORCE] },
  },
  {
    defect: 'a column that the list does not show',
    check: 'unreadable-field',
    rule: 'x',
    change: { [`${PROPOSAL}.[]`]: criterion('x', 'contacts.exists(c, c.role == "Champion")') },
    with: { crms: [SALESFORCE] },
  },
  {
    defect: 'a fact that rests on a list that is not shown',
    check: 'unreadable-field',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'facts.openActivities == 0') },
    with: { crms: [{ ...SALESFORCE, lists: { contacts: ['name', 'lastActivityAt'] } }] },
  },
  // stages
  {
    defect: 'a label in place of an id',
    check: 'unknown-stage',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'stage == "Proposal" || deal.amount > 5') },
  },
  {
    defect: 'a slip of the hand',
    check: 'unknown-stage',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'stage in ["proposl", "negotiation"] && deal.amount > 5') },
  },
  {
    defect: 'a figure of the team for no stage',
    check: 'unknown-stage',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'facts.stageAgeDays > 5 && team.winRate("propsal") < 0.5') },
  },
  {
    defect: 'a stage of the CRM that nothing matches',
    check: 'uncovered-stage',
    rule: '',
    change: {},
    with: {
      crmStages: ['Discovery', 'Qualification', 'Proposal', 'Legal', 'Negotiation/Review', 'Closed Won', 'Closed Lost'],
    },
  },
  {
    defect: 'a stage that the CRM does not have',
    check: 'stage-not-in-crm',
    rule: 'negotiation',
    change: {},
    with: { crmStages: ['Discovery', 'Proposal', 'Closed Won', 'Closed Lost'] },
  },
  // steps
  {
    defect: 'a step whose condition excludes itself',
    check: 'unreachable-step',
    rule: 'x',
    change: { [STEP]: step('x', 'deal.amount > 5 && deal.amount < 2') },
  },
  {
    defect: 'a step for won deals',
    check: 'unreachable-step',
    rule: 'x',
    change: { [STEP]: step('x', 'stage == "won" && deal.amount > 5') },
  },
  {
    defect: 'a step that changes nothing',
    check: 'idle-step',
    rule: 'x',
    change: { [STEP]: step('x', 'deal.amount > 5', []) },
  },
  {
    defect: 'a step that changes what no signal reads',
    check: 'idle-step',
    rule: 'x',
    change: { [STEP]: step('x', 'blank(deal.nextStep)', [{ field: 'nextStep' }]) },
  },
  {
    defect: 'a step against a signal that cannot fire then',
    check: 'idle-step',
    rule: 'x',
    change: { [STEP]: step('x', 'facts.daysSilent < 7', [{ signal: 'silent' }]) },
  },
  {
    defect: 'a step that sets a fact no signal reads',
    check: 'idle-step',
    rule: 'x',
    change: { [STEP]: step('x', 'facts.stageMoves > 1', [{ fact: 'stageMoves', value: 0 }]) },
  },
  // texts
  { defect: 'a placeholder for a reason', check: 'missing-why', rule: 'silent', change: { 'signals.2.why': 'TBD' } },
  {
    defect: 'the title for a reason',
    check: 'missing-why',
    rule: 'silent',
    change: { 'signals.2.why': 'silent for three weeks!' },
  },
  { defect: 'two words for a reason', check: 'missing-why', rule: 'silent', change: { 'signals.2.why': 'Policy 7.' } },
  {
    defect: 'a required field without a reason',
    check: 'missing-why',
    rule: 'amount',
    change: { 'fields.amount.why': undefined },
  },
  {
    defect: 'a fill that says nothing',
    check: 'missing-why',
    rule: 'custom.budget',
    change: { 'fills.0.because': 'asdf' },
  },
  // tests
  {
    defect: 'a rule that no test mentions',
    check: 'untested-rule',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'deal.amount > 1000000') },
  },
  { defect: 'a pack without tests', check: 'untested-rule', rule: '', change: { tests: [] } },
  {
    defect: 'a signal that never fires in the tests',
    check: 'never-met',
    rule: 'silent',
    change: { 'tests.1.deal.createdAt': '2026-06-14', 'tests.1.expect.silent': 'notMet' },
  },
  {
    defect: 'a criterion that no test meets',
    check: 'never-met',
    rule: 'two-contacts',
    change: { 'tests.2.deal.contacts': [], 'tests.2.expect': { 'two-contacts': 'notMet' } },
  },
  {
    defect: 'a criterion that every test meets',
    check: 'never-not-met',
    rule: 'discount-small',
    change: { 'tests.3.deal.discountPercent': 5, 'tests.3.expect.discount-small': 'met' },
  },
  {
    defect: 'a step that is open in every test',
    check: 'never-not-met',
    rule: 'x',
    change: { [STEP]: step('x', 'deal.amount > 7'), 'tests.0.expect.x': 'met' },
  },
  // fixes, fields, fills, weights, parts
  {
    defect: 'a fix of another field',
    check: 'fix-without-effect',
    rule: 'champion-named',
    change: { 'stages.1.entry.0.fix.field': 'budget' },
  },
  {
    defect: 'a field that nothing uses',
    check: 'unused-field',
    rule: 'custom.partner',
    change: { 'fields.partner': { label: 'Partner', type: 'text' } },
  },
  {
    defect: 'required from a closed stage on',
    check: 'never-due-field',
    rule: 'amount',
    change: { 'fields.amount.requiredFrom': 'won' },
  },
  {
    defect: 'a fill of a field that is never a gap',
    check: 'unreachable-fill',
    rule: 'leadSource',
    change: { 'fills.[]': { field: 'leadSource', value: '"Web"', because: why } },
  },
  {
    defect: 'a signal that weighs nothing',
    check: 'weightless-signal',
    rule: 'silent',
    change: { 'signals.2.weight': 0 },
  },
  {
    defect: 'a bound that another one covers',
    check: 'idle-part',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'deal.amount > 10000 && deal.amount > 5000') },
  },
  {
    defect: 'an alternative that can never be',
    check: 'idle-part',
    rule: 'x',
    change: { [SIGNAL]: signal('x', 'deal.amount > 10000 || (deal.amount > 7 && deal.amount < 3)') },
  },
];

/** The sound pack with a seed's changes. */
export function withDefect(sound: object, { change }: Seed): unknown {
  const document: Node = structuredClone(sound) as Node;
  for (const [path, value] of Object.entries(change)) put(document, path.split('.'), value);
  return document;
}

function put(node: Node, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (key === '[]' && Array.isArray(node)) node.push(value);
  else if (rest.length > 0) put(node[key] as Node, rest, value);
  else if (value === undefined) delete node[key];
  else node[key] = value;
}
