import { canonical, fieldKey } from '@/lib/rules/field-names';
import type { PackSource } from '@/lib/rules/schema';
import type { Bundled } from './load-bundled';

/** What each bundled pack is for, in the order of the page; ids as in `public/packs/`. */
export const PURPOSES: Readonly<Record<string, string>> = {
  hygiene:
    'Keeps any deal in order whatever the method: dates that hold, people who are known, a next step that says something. Every other pack builds on it.',
  bant: 'For short sales in which four questions decide early whether a proposal is worth writing: budget, authority, need, timing.',
  champ:
    'BANT from the customer’s side: the challenge comes first, then the people around it, the money and where it ranks among other projects.',
  'gpctba-ci':
    'For advising a customer who has a goal and a plan already: goals, plans, challenges, timeline, budget, authority, and what follows from missing or reaching the goal.',
  spiced:
    'For subscriptions and other sales that must be renewed: situation, pain, impact, the critical event behind the date, and the decision.',
  meddic:
    'For larger sales with several people deciding: metrics, economic buyer, decision criteria, decision process, pain and champion.',
  meddpicc:
    'MEDDIC for sales with long paperwork and rivals: it adds the paper process and the competition. It is the pack that is active at first.',
  sandler:
    'For conversations in which both sides may say no: agreements up front, pain down to its cost and its person, budget and decision before anything is presented.',
  challenger:
    'For customers who believe they need no change: an insight that is taught, told to each in their own terms, and carried by someone who moves others.',
  'value-selling':
    'For sales that are justified upstairs: an issue of the business, a vision only you can fulfil, value in their figures, a person with power, a plan of both sides.',
  'discount-approval':
    'Puts rules around the price, on top of any method: a reason, an approval that covers the present figure, something in return, an end to the offer.',
  handover:
    'Takes what was sold to those who deliver it, on top of any method: scope, success, promises, risks, people and the first day. It adds a stage before the deal is won.',
};

type Criterion = PackSource['stages'][number]['entry'][number];

const INTRO = [
  '# Rule packs',
  'The packs that come with Fairlead. A team’s own pack names those it starts from in `extends`, changes what it does differently and leaves the rest.',
  'The names of methods belong to their owners, with whom Fairlead has no connection; the rules and texts here are Fairlead’s own.',
];

/** The page of all packs, in Markdown. */
export function renderPackDocs(packs: readonly Bundled[]): string {
  const order = Object.keys(PURPOSES);
  const sorted = packs.toSorted((a, b) => order.indexOf(a.source.id) - order.indexOf(b.source.id));
  const sources = sorted.map((pack) => pack.source);
  const total = sources.reduce((sum, source) => sum + sizes(source).all, 0);
  const blocks = [
    ...INTRO,
    `${sources.length} packs, ${total} rules:`,
    sources.map((source) => `- [${source.title}](#${anchor(source.title)}): ${counted(source)}`).join('\n'),
    ...sorted.flatMap((pack) => packBlocks(pack, sources)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function packBlocks({ source, compiled }: Bundled, all: readonly PackSource[]): string[] {
  const stages = new Map(compiled.stages.map((stage) => [stage.id, stage.title]));
  const bases = source.extends.map((id) => all.find((other) => other.id === id)?.title ?? id);
  const base = bases.length === 0 ? '' : ` Holds everything of ${bases.join(', ')}, and:`;
  return [
    `## ${source.title}`,
    PURPOSES[source.id] ?? '',
    `\`${source.id}\`, version ${source.version}: ${counted(source)}.${base}`,
    ...listed('### Fields', fieldLines(source, stages)),
    ...stageBlocks(source),
    ...listed('### Signals', source.signals.map(signalLine)),
    ...listed(
      '### Steps',
      source.steps.map((step) => `- **${step.title}** (${step.minutes} min): ${step.why}`),
    ),
    ...listed(
      '### Proposed values',
      source.fills.map((fill) => `- **${labelOf(fill.field, source.fields[fill.field])}**: ${fill.because}`),
    ),
  ];
}

function fieldLines(source: PackSource, stages: ReadonlyMap<string, string>): string[] {
  return Object.entries(source.fields).map(([name, field]) => {
    const from = field.requiredFrom ?? null;
    const within = typeof field.freshness === 'object' ? field.freshness?.within : field.freshness;
    const demands = [
      ...(from === null ? [] : [`from ${stages.get(from) ?? from}`]),
      ...(within === undefined ? [] : [`confirmed within ${period(within)}`]),
    ];
    const note = demands.length === 0 ? '' : ` (${demands.join(', ')})`;
    return `- **${labelOf(name, field)}**${note}: ${field.why ?? ''}`;
  });
}

function labelOf(name: string, field: PackSource['fields'][string] | undefined): string {
  const key = fieldKey(name);
  return field?.label ?? (key === null ? null : canonical(key))?.label ?? name;
}

function stageBlocks(source: PackSource): string[] {
  const blocks = source.stages.flatMap((stage) => [
    ...listed(`Before ${stage.title}:`, stage.entry.map(criterionLine)),
    ...listed(`To leave ${stage.title}:`, stage.exit.map(criterionLine)),
  ]);
  return blocks.length === 0 ? [] : ['### Stages and criteria', ...blocks];
}

const ENFORCED: Readonly<Record<Criterion['enforce'], string>> = {
  block: 'must',
  warn: 'should',
  info: 'good to have',
};

function criterionLine({ title, enforce, why, when }: Criterion): string {
  return `- **${title}** (${ENFORCED[enforce]}${when === undefined ? '' : `, where \`${when}\``}): ${why}`;
}

function signalLine({ title, weight, why }: PackSource['signals'][number]): string {
  return `- **${title}** (${weight > 0 ? 'raises' : 'lowers'} the risk, ${Math.abs(weight)}): ${why}`;
}

function listed(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, lines.join('\n')];
}

function sizes({ stages, signals, steps }: PackSource): { criteria: number; all: number } {
  const criteria = stages.reduce((sum, stage) => sum + stage.entry.length + stage.exit.length, 0);
  return { criteria, all: criteria + signals.length + steps.length };
}

function counted(source: PackSource): string {
  const { criteria, all } = sizes(source);
  return `${all} rules (${criteria} criteria, ${source.signals.length} signals, ${source.steps.length} steps), ${source.tests.length} tests`;
}

const UNITS: Readonly<Record<string, string>> = { D: 'days', W: 'weeks', M: 'months', Y: 'years' };

/** `P60D` as “60 days”. */
function period(text: string): string {
  return `${text.slice(1, -1)} ${UNITS[text.slice(-1)] ?? ''}`;
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
