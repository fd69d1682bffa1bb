import type { Assessment, SignalResult } from '@/lib/domain/assessment';
import { fieldOf, type Deal, type Field, type Money } from '@/lib/domain/deal';
import type { Fact, FactKey, Facts } from '@/lib/domain/facts';
import type { FieldKey } from '@/lib/domain/fields';
import type { FactorDef, FactorValue, Values } from '@/lib/risk/rows';
import type { RunnablePack } from '@/lib/rules/types';

/** What the team's deals usually look like, as known at that moment: amounts are compared within one currency only. */
export type TeamUsual = {
  /** ISO 4217 of most amounts; null where they show none. */
  currency: string | null;
  /** Median first amount of the earlier deals of each owner. */
  owners: Readonly<Record<string, number>>;
};

export const NO_USUAL: TeamUsual = { currency: null, owners: {} };

/** A deal at one moment, as far as it may predict. The signals and the stage are the pack's verdicts at that moment. */
export type FactorInput = {
  deal: Deal;
  facts: Facts;
  signals: readonly SignalResult[];
  stage: Assessment['stage'];
  usual: TeamUsual;
};

type Read = (input: FactorInput) => FactorValue | undefined;
type Plain = { def: Exclude<FactorDef, { kind: 'signal' }>; read: Read };

/** Every factor besides the pack's signals, in one place: what it is called, how it is cut, where it comes from. */
const FACTORS: readonly Plain[] = [
  category('stage', 'Stage', ({ stage }) => stage.id ?? stage.label ?? undefined),
  days('stage-age', 'Time in stage', 'stageAgeDays', [7, 14, 30, 60, 90, 180]),
  days('deal-age', 'Age', 'ageDays', [14, 30, 60, 90, 180, 365]),
  days('silence', 'Silence', 'daysSilent', [3, 7, 14, 30, 60]),
  { ...counted('activities', 'Activities in 30 days', 'activitiesLast30', [1, 3, 6, 11]) },
  { ...counted('pushes', 'Close date pushed', 'pushes', [1, 2, 3]) },
  category('due', 'Close date', ({ facts }) => fromFact(facts.daysToClose, dueIn)),
  number('amount', 'Amount', amountOf),
  category('roundness', 'Roundness of the amount', (input) => over(amountOf(input), roundness)),
  {
    def: { id: 'against-usual', title: 'Amount against the owner’s usual', kind: 'number', edges: [0.5, 0.8, 1.25, 2] },
    read: againstUsual,
  },
  category('owner', 'Owner', ({ deal }) => ownerOf(deal)),
  category('source', 'Lead source', field('leadSource')),
  category('type', 'Type', field('type')),
  category('pipeline', 'Pipeline', field('pipeline')),
  category('industry', 'Industry of the account', field('account.industry')),
  category('region', 'Region of the account', field('account.region')),
  category('product', 'Product', productOf),
  category('next-step', 'Next step', ({ deal }) => stateOf(fieldOf(deal, 'nextStep'))),
];

/** The definitions for a pack: the factors above and its signals, whose weights are prior means; not those that it leaves out. */
export function factorDefs(pack: Pick<RunnablePack, 'signals' | 'withoutFactors'>): FactorDef[] {
  const off = new Set(pack.withoutFactors);
  const signals = pack.signals.map(({ id, title, weight }): FactorDef => ({
    id: signalFactor(id),
    title,
    kind: 'signal',
    weight,
  }));
  return [...FACTORS.map(({ def }) => def), ...signals].filter(({ id }) => !off.has(id));
}

/** The values of every factor; one that could not be read is absent, one that the CRM says is blank is null. */
export function factorValues(input: FactorInput): Values {
  const plain = FACTORS.map(({ def, read }) => [def.id, read(input)] as const);
  const signals = input.signals.flatMap(({ id, verdict }) =>
    verdict.kind === 'met' || verdict.kind === 'notMet'
      ? [[signalFactor(id), verdict.kind === 'met' ? 1 : 0] as const]
      : [],
  );
  return Object.fromEntries([...plain, ...signals].filter(([, value]) => value !== undefined));
}

/** The factor that a signal is. */
export function signalFactor(id: string): string {
  return `signal:${id}`;
}

/** The owner as one text: the id where there is one. */
export function ownerOf(deal: Deal): FactorValue | undefined {
  const id = textOrState(fieldOf(deal, 'owner.id'));
  return typeof id === 'string' ? id : textOrState(fieldOf(deal, 'owner.name'));
}

/** A deal's amount; the currency does not matter here. */
export function moneyOf(deal: Deal): Money | null {
  const amount = fieldOf(deal, 'amount');
  if (amount.state !== 'value') return null;
  if (typeof amount.value === 'number') return { value: amount.value, currency: null };
  return typeof amount.value === 'object' ? amount.value : null;
}

function category(id: string, title: string, read: Read): Plain {
  return { def: { id, title, kind: 'category' }, read };
}

function number(id: string, title: string, read: Read): Plain {
  return { def: { id, title, kind: 'number' }, read };
}

function counted(id: string, title: string, fact: FactKey, edges: readonly number[]): Plain {
  return { def: { id, title, kind: 'number', edges }, read: ({ facts }) => fromFact(facts[fact], (value) => value) };
}

function days(id: string, title: string, fact: FactKey, edges: readonly number[]): Plain {
  const { read } = counted(id, title, fact, edges);
  return { def: { id, title, kind: 'number', edges, unit: 'days' }, read };
}

function field(key: FieldKey): Read {
  return ({ deal }) => textOrState(fieldOf(deal, key));
}

function textOrState(from: Field): FactorValue | undefined {
  if (from.state === 'unknown') return undefined;
  return from.state === 'empty' || typeof from.value === 'object' ? null : String(from.value);
}

function stateOf(from: Field): FactorValue | undefined {
  if (from.state === 'unknown') return undefined;
  return from.state === 'empty' ? null : 'filled in';
}

/** A fact that does not exist because a field is blank is a level of its own; one that could not be read is unknown. */
function fromFact(fact: Fact, of: (value: number) => FactorValue): FactorValue | undefined {
  if (fact.state === 'value') return of(fact.value);
  return fact.inputs.length > 0 && fact.inputs.every(({ reason }) => reason === 'empty') ? null : undefined;
}

function dueIn(daysToClose: number): string {
  if (daysToClose < 0) return 'overdue';
  if (daysToClose <= 30) return 'within 30 days';
  return daysToClose <= 90 ? 'within 90 days' : 'later';
}

/** Amounts in another currency than most are unknown: there is no rate here to compare them by. */
function amountOf({ deal, usual }: FactorInput): number | null | undefined {
  const money = moneyOf(deal);
  if (money === null) return fieldOf(deal, 'amount').state === 'empty' ? null : undefined;
  const same = money.currency === null || usual.currency === null || money.currency === usual.currency;
  return same ? money.value : undefined;
}

function over(value: number | null | undefined, of: (value: number) => FactorValue): FactorValue | undefined {
  return typeof value === 'number' ? of(value) : value;
}

function roundness(amount: number): string {
  if (amount % 10_000 === 0) return 'whole ten thousands';
  if (amount % 1_000 === 0) return 'whole thousands';
  return amount % 100 === 0 ? 'whole hundreds' : 'exact';
}

function againstUsual(input: FactorInput): FactorValue | undefined {
  const owner = ownerOf(input.deal);
  if (typeof owner !== 'string' || !Object.hasOwn(input.usual.owners, owner)) return undefined;
  const usual = input.usual.owners[owner];
  return usual === undefined || usual <= 0 ? undefined : over(amountOf(input), (amount) => amount / usual);
}

function productOf({ deal }: FactorInput): FactorValue | undefined {
  const list = deal.lists.products;
  if (list?.state !== 'rows' || !list.complete) return undefined;
  const [first, ...others] = list.rows;
  if (first === undefined) return null;
  if (others.length > 0) return 'several';
  const name = first['name'];
  return name === undefined ? undefined : textOrState(name);
}
