import type { Assessment, Risk, SignalResult } from '@/lib/domain/assessment';
import { addDays, daysBetween } from '@/lib/domain/calendar';
import type { Clock } from '@/lib/domain/clock';
import { fieldOf, type Deal } from '@/lib/domain/deal';
import type { Facts } from '@/lib/domain/facts';
import type { Model } from '@/lib/risk/model';
import { outlookOf } from '@/lib/risk/outlook';
import type { Values } from '@/lib/risk/rows';
import { scoreBand } from '@/lib/risk/score-band';
import { scoreRisk } from '@/lib/risk/score-risk';
import { factorValues } from './factors';
import type { Learned } from './learned';

/** A deal at one moment, with the verdicts of its signals. */
export type Standing = {
  deal: Deal;
  facts: Facts;
  signals: readonly SignalResult[];
  stage: Assessment['stage'];
  /** Fields that were read as a value or as empty. */
  fieldsRead: number;
  /** Of an imagined deal, the one it was imagined from: what could not be read there earns the step nothing. */
  from?: Moment;
};

/** What the factors of a deal are read from. */
export type Moment = Pick<Standing, 'deal' | 'facts' | 'signals' | 'stage'>;

/** Closed deals, and deals of each kind, from which on the team's own past gives the number. */
const FEWEST_CLOSED = 30;
const FEWEST_OF_EACH = 5;

/**
 * The risk of a deal: from the fitted model where the team's closed deals gave one that predicts, else the band of the pack's
 * weights. What was learned under another pack is left aside.
 */
export function riskOf(
  standing: Standing,
  { pack, learned, clock }: { pack: string; learned?: Learned; clock: Clock },
): Risk {
  const { signals, stage, fieldsRead } = standing;
  const own = learned?.packHash === pack ? learned : undefined;
  const band = { signals, closed: stage.state === 'closed', fieldsRead, closedDeals: closedOf(own) };
  const plain = scoreBand(band);
  const model = own === undefined ? null : modelOf(own);
  // A model that could not be tested on past deals is not shown. Where not even a band can be given, nothing of the deal is known, and the model would only repeat the win rate.
  if (
    own === undefined ||
    model === null ||
    model.backtest === null ||
    (plain.state === 'none' && plain.reason !== 'noSignals')
  )
    return plain;
  if (!predicts(model)) return withoutSkill(band, model);
  const values = valuesOf(standing, own);
  return { ...scoreRisk(model, values), outlook: outlookFor(model, standing, values['stage'], clock) };
}

function valuesOf({ from, ...moment }: Standing, { usual }: Learned): Values {
  const values = factorValues({ ...moment, usual });
  if (from === undefined) return values;
  const known = factorValues({ ...from, usual });
  return Object.fromEntries(Object.entries(values).filter(([factor]) => Object.hasOwn(known, factor)));
}

function modelOf({ model, counts }: Learned): Model | null {
  const enough = counts.won + counts.lost >= FEWEST_CLOSED && Math.min(counts.won, counts.lost) >= FEWEST_OF_EACH;
  return enough ? model : null;
}

function closedOf(learned: Learned | undefined): number {
  return learned === undefined ? 0 : learned.counts.won + learned.counts.lost;
}

function predicts({ priorSd, backtest }: Model): boolean {
  return priorSd !== null && backtest?.signal === true;
}

type BandParts = Parameters<typeof scoreBand>[0];

function withoutSkill(band: BandParts, { winRate, counts, backtest, choice }: Model): Risk {
  const share = Math.min(0.99, Math.max(0.01, winRate));
  const sd = 1 / Math.sqrt(Math.max(1, counts.closed) * share * (1 - share));
  const risk = scoreBand({ ...band, winRate: { share, sd } });
  return risk.state === 'band' ? { ...risk, noSkill: { winRate, sentence: backtest?.verdict ?? choice } } : risk;
}

function outlookFor(
  model: Model,
  { deal, facts }: Standing,
  stage: unknown,
  clock: Clock,
): ReturnType<typeof outlookOf> {
  if (model.lifeTable === null || facts.ageDays.state !== 'value') return null;
  const closeDate = dayOf(deal, clock);
  return outlookOf(model.lifeTable, {
    age: facts.ageDays.value,
    ...(typeof stage === 'string' && facts.stageAgeDays.state === 'value'
      ? { stage: { name: stage, age: facts.stageAgeDays.value } }
      : {}),
    closeDate,
    dayIn: (days) => addDays(clock.today, days),
  });
}

/** The close date with the days until then; null where the deal has none. */
function dayOf(deal: Deal, clock: Clock): { date: string; inDays: number } | null {
  const field = fieldOf(deal, 'closeDate');
  const date = field.state === 'value' && typeof field.value === 'string' ? field.value.slice(0, 10) : '';
  const inDays = daysBetween(clock.today, date);
  return inDays === null ? null : { date, inDays };
}
