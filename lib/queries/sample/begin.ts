import { assess } from '@/lib/assess/assess';
import { writeDeal } from '@/lib/cache/deal-cache';
import { forgetTenantCaches } from '@/lib/cache/forget';
import { addDays } from '@/lib/domain/calendar';
import type { Clock } from '@/lib/domain/clock';
import { dealName, type Change, type Deal, type Field } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import { toDeal } from '@/lib/domain/parse';
import { visitsAfter } from '@/lib/domain/visits';
import { packFields } from '@/lib/rules/pack-fields';
import { stageNamed } from '@/lib/rules/stage-named';
import type { RunnablePack } from '@/lib/rules/types';
import { SAMPLE_GROUND } from './ground';
import { readingOf, sampleRecord, type SampleRecord, type SampleTexts } from './record';
import { SAMPLE_TENANT } from './store';

const DAY_MS = 86_400_000;
const VISIT_DAYS = 8;
const FIRST_AMOUNT = 56_000;

/** The sample as it begins: nothing of an earlier try is left, and the panel has seen the deal once before. */
export async function beginSample(pack: RunnablePack | null, texts: SampleTexts, clock: Clock): Promise<SampleRecord> {
  await forgetTenantCaches(SAMPLE_TENANT);
  const blank = Object.fromEntries(packFields(pack ?? { fields: [] }).map(({ key }) => [key, '']));
  const made = sampleRecord(texts, stageOf(pack), clock);
  const record = { ...made, fields: { ...blank, ...made.fields } };
  if (pack) await leaveVisit(pack, record, clock);
  return record;
}

/** A stage in which much is asked for; of a process that calls none so, the middle one. */
export function stageOf(pack: RunnablePack | null): string {
  const open = (pack?.stages ?? []).filter(({ closed }) => closed === undefined || closed === null);
  const stage = open.find(({ id }) => id === 'propose') ?? open[Math.floor(open.length / 2)];
  return stage === undefined ? 'Proposal' : stageNamed(stage.match, stage.title);
}

/** The visit of last week, from which the deal has moved since: what it said then, and what was seen to change. */
async function leaveVisit(pack: RunnablePack, record: SampleRecord, clock: Clock): Promise<void> {
  const at = clock.now - VISIT_DAYS * DAY_MS;
  const then: Clock = { now: at, today: addDays(clock.today, -VISIT_DAYS) ?? clock.today };
  const types = Object.fromEntries(packFields(pack).map((field) => [field.key, field.type]));
  const earlier = { ...record, fields: { ...record.fields, amount: String(FIRST_AMOUNT), nextStepDate: clock.today } };
  const deal: Deal = toDeal(readingOf(earlier, at), types, SAMPLE_GROUND.adapter.formats, then);
  const moves = movesOf(clock);
  const before: History = { ...moves, changes: moves.changes.filter(({ seenAt }) => seenAt <= at) };
  await writeDeal(SAMPLE_TENANT, deal.id, {
    name: dealName(deal),
    assessment: assess({ deal, history: before, pack, clock: then }),
    history: moves,
    trail: [],
    visits: visitsAfter(null, deal),
  });
}

/** The close date was put off twice, and the amount cut. */
function movesOf({ now, today }: Clock): History {
  const day = (days: number): Field => shown(addDays(today, days) ?? today);
  const amount = (value: number): Field => shown({ value, currency: 'EUR' });
  const change = (field: Change['field'], from: Field, to: Field, daysAgo: number): Change => ({
    field,
    from,
    to,
    seenAt: now - daysAgo * DAY_MS,
  });
  return {
    changes: [
      change('closeDate', day(-62), day(-25), 60),
      change('closeDate', day(-25), day(-4), 27),
      change('amount', amount(FIRST_AMOUNT), amount(48_000), 2),
    ],
    watchedSince: now - 90 * DAY_MS,
  };
}

function shown(value: string | { value: number; currency: string }): Field {
  return { state: 'value', value, source: 'page' };
}
