/** What a rule of the bench is in the pack; criteria guard leaving `discovery`, the stage of every timed deal. */
type Part = 'signal' | 'step' | 'criterion';
type Template = { part: Part; cel: (n: number) => string };

/** Rules made of each template, with other constants each time. */
export const COPIES = 10;

const days = (n: number, first: number, step: number): number => first + n * step;

/** Kinds of rule as the bundled packs have them; `rules-twin.ts` holds the same by hand. `n` runs from 0 to 9. */
export const TEMPLATES = {
  'amount-small': { part: 'signal', cel: (n) => `deal.amount < ${5_000 * (n + 1)}` },
  'budget-short': { part: 'signal', cel: (n) => `deal.amount > 1 && deal.custom.budget < 0.${n + 1} * deal.amount` },
  'close-date-near': {
    part: 'signal',
    cel: (n) => `daysUntil(deal.closeDate) >= 0 && daysUntil(deal.closeDate) <= ${days(n, 7, 7)}`,
  },
  'closes-before': { part: 'signal', cel: (n) => `deal.closeDate < timestamp("2026-0${1 + (n % 9)}-15T00:00:00Z")` },
  'created-long-ago': { part: 'signal', cel: (n) => `deal.createdAt < now - days(${days(n, 20, 15)})` },
  'industry-hard': { part: 'signal', cel: (n) => `deal.account.industry in ["Retail", "Energy", "Sector ${n}"]` },
  'discount-unapproved': {
    part: 'signal',
    cel: (n) => `deal.discountPercent > ${5 * n} && !has(deal.custom.approved_by)`,
  },
  'pushed-or-silent': {
    part: 'signal',
    cel: (n) => `facts.pushes >= ${1 + (n % 4)} || facts.daysSilent > ${days(n, 14, 7)}`,
  },
  'long-in-stage': { part: 'signal', cel: (n) => `stage != "on-hold" && facts.stageAgeDays >= ${days(n, 30, 15)}` },
  'role-not-in-touch': {
    part: 'signal',
    cel: (n) => `!contacts.exists(c, c.role == "Role ${n % 6}" && daysSince(c.lastActivityAt) < ${days(n, 10, 10)})`,
  },
  'only-titles': {
    part: 'signal',
    cel: (n) => `facts.contactsCount > 0 && contacts.all(c, c.title.contains("Title ${n % 4}"))`,
  },
  'few-engaged': {
    part: 'signal',
    cel: (n) => `facts.contactsEngaged < ${1 + (n % 4)} && facts.contactsCount > ${n % 4}`,
  },
  'meeting-held': {
    part: 'signal',
    cel: (n) =>
      `activities.exists(a, a.type == "Meeting" && daysSince(a.at) >= 0 && daysSince(a.at) <= ${days(n, 7, 7)})`,
  },
  'next-step-weak': {
    part: 'signal',
    // The junk detector takes as long as forty plain rules, by hand too: in two copies, so that it does not hide the rest.
    cel: (n) =>
      `blank(deal.nextStep) || ${n % 5 === 0 ? 'junk(deal.nextStep)' : `deal.nextStep.contains("phase ${n}")`}`,
  },
  'probability-odd': {
    part: 'signal',
    cel: (n) =>
      `(stage == "discovery" && deal.probability >= ${days(n, 50, 5)}) || ` +
      `(stage in ["proposal", "negotiation"] && deal.probability <= ${days(n, 5, 3)})`,
  },
  'redate-step': { part: 'step', cel: (n) => `daysUntil(deal.nextStepDate) < ${-n} || blank(deal.nextStepDate)` },
  'widen-contacts': { part: 'step', cel: (n) => `count(contacts) < ${2 + (n % 5)}` },
  'wake-contacts': {
    part: 'step',
    cel: (n) => `count(contacts.filter(c, daysSince(c.lastActivityAt) <= ${days(n, 10, 10)})) < 2`,
  },
  'budget-covers': {
    part: 'criterion',
    cel: (n) => `deal.custom.budget >= 0.${n} * deal.amount && !blank(deal.custom.economic_buyer)`,
  },
  'forecast-named': {
    part: 'criterion',
    cel: (n) => `deal.forecastCategory.lowerAscii().matches(r'^\\s*(commit|best case|category ${n})')`,
  },
} as const satisfies Record<string, Template>;

export type TemplateId = keyof typeof TEMPLATES;

/** The amount from which a copy of a criterion applies. */
export const appliesFrom = (n: number): number => 4_000 * n;

/** The rules of one part in the pack's order: copy by copy, so that neighbours differ as they do in a real pack. */
export function rulesOf(part: Part): { template: TemplateId; n: number; id: string; title: string; why: string }[] {
  const ids = (Object.keys(TEMPLATES) as TemplateId[]).filter((id) => TEMPLATES[id].part === part);
  return Array.from({ length: COPIES }, (_, n) =>
    ids.map((template) => ({
      template,
      n,
      id: `${template}-${n}`,
      title: `${template} ${n}`,
      why: 'Such deals are lost.',
    })),
  ).flat();
}

const rules = (part: Part): { id: string; title: string; why: string; expression: string; n: number }[] =>
  rulesOf(part).map(({ template, n, id, title, why }) => ({
    id,
    title,
    why,
    n,
    expression: TEMPLATES[template].cel(n),
  }));

/** The pack: 150 signals, 30 steps and 20 criteria, the same in every run. */
export const RULES_200 = {
  fairlead: 1,
  id: 'bench',
  version: 1,
  title: 'Bench',
  fields: {
    budget: { label: 'Budget', type: 'money' },
    economic_buyer: { label: 'Economic buyer', type: 'text', junk: 'off' },
    approved_by: { label: 'Approved by', type: 'text', junk: 'off' },
  },
  stages: [
    {
      id: 'discovery',
      title: 'Discovery',
      match: ['Discovery', 'Qualification'],
      exit: rules('criterion').map(({ expression, n, ...rule }) => ({
        ...rule,
        when: `deal.amount >= ${appliesFrom(n)}`,
        require: expression,
      })),
    },
    { id: 'proposal', title: 'Proposal', match: ['Proposal'] },
    { id: 'negotiation', title: 'Negotiation', match: ['Negotiation'] },
    { id: 'on-hold', title: 'On hold', match: ['On hold'] },
    { id: 'won', title: 'Won', match: ['Closed won'], closed: 'won' },
    { id: 'lost', title: 'Lost', match: ['Closed lost'], closed: 'lost' },
  ],
  signals: rules('signal').map(({ expression, n, ...rule }) => ({ ...rule, when: expression, weight: (n + 1) / 10 })),
  steps: rules('step').map(({ expression, n, ...rule }) => ({ ...rule, when: expression, minutes: 5 * (n + 1) })),
};
