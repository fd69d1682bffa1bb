import { dateOfMs, instantOfMs, readMoment } from '@/lib/domain/calendar';
import { flagsOf } from './kept-flags';
import type { Kept, KeptField } from './kept';
import { EMPTY_LAYOUT, type ActivityRow, type ChangeRow, type DealRow, type Layout, type ScoreRow } from './layout';
import { inTeams } from './teams';

type Deal = Kept['deals'][number];

const MINUTE_MS = 60_000;

/**
 * Makes the layout of what the extension keeps. Deals whose outcome was never asked of the CRM are `unknownOutcome`: they are in
 * no table. People of the buyer's side are left out: a reading says when each was last active, not since when.
 */
export function layoutOfKept(kept: Kept): { layout: Layout; unknownOutcome: string[] } {
  const dayAt = (ms: number): string | null => dateOfMs(ms + kept.zoneMinutes * MINUTE_MS);
  const known = kept.deals.flatMap((one) => (one.outcome === null || one.outcome === undefined ? [] : [one]));
  const ids = new Set(known.map(({ deal }) => deal.id));
  const moves = new Map<string, Kept['changes']>();
  for (const change of kept.changes.toSorted((a, b) => a.seenAt - b.seenAt)) {
    const own = moves.get(change.dealId) ?? [];
    own.push(change);
    moves.set(change.dealId, own);
  }
  const assessments = kept.assessments.filter(({ dealId }) => ids.has(dealId)).toSorted((a, b) => a.at - b.at);
  return {
    layout: {
      ...EMPTY_LAYOUT,
      deals: inTeams(
        known.map((one) => dealRow(one, moves.get(one.deal.id) ?? [], dayAt)),
        kept.teams,
      ),
      changes: known.flatMap(({ deal }) => changeRows(deal.id, moves.get(deal.id) ?? [], dayAt)),
      stages: kept.stages,
      activities: known.flatMap((one) => activityRows(one, dayAt)),
      flags: flagsOf(assessments, dayAt),
      scores: scoresOf(
        kept.risks.filter(({ dealId }) => ids.has(dealId)),
        assessments,
        dayAt,
      ),
    },
    unknownOutcome: kept.deals.filter(({ deal }) => !ids.has(deal.id)).map(({ deal }) => deal.id),
  };
}

type DayAt = (ms: number) => string | null;

function dealRow({ deal, outcome }: Deal, moves: Kept['changes'], dayAt: DayAt): DealRow {
  const text = (key: string): string | null => textOf(deal.fields[key]);
  const day = (key: string): string | null => dayIn(text(key), dayAt);
  const ended = outcome === 'open' ? null : endOf(moves, dayAt);
  const amount = deal.fields['amount'];
  const money = amount?.state === 'value' && typeof amount.value === 'object' ? amount.value : null;
  const percent = deal.fields['probability'];
  const expected = day('closeDate');
  return {
    deal_id: deal.id,
    name: text('name'),
    account: text('account.name'),
    owner: text('owner.name'),
    team: null,
    segment: text('account.industry'),
    source: text('leadSource'),
    product: firstProduct(deal),
    pipeline: text('pipeline'),
    stage: text('stage.label'),
    outcome: outcome ?? 'open',
    amount: money?.value ?? null,
    currency: money?.currency ?? null,
    created: day('createdAt'),
    // Most CRMs write the closing into the close date; where its move was seen, that is the day.
    closed: outcome === 'open' ? null : (ended ?? expected),
    close_date: outcome === 'open' || ended !== null ? expected : null,
    probability: percent?.state === 'value' && typeof percent.value === 'number' ? percent.value / 100 : null,
  };
}

/** The day of the last move of stage, which closed the deal. */
function endOf(moves: Kept['changes'], dayAt: DayAt): string | null {
  const last = moves.findLast(({ field }) => field === 'stage.label');
  return last === undefined ? null : dayAt(last.seenAt);
}

function firstProduct({ lists }: Deal['deal']): string | null {
  const products = lists['products'];
  return products?.state === 'rows' ? textOf(products.rows[0]?.['name']) : null;
}

const FIELDS = { 'stage.label': 'stage', amount: 'amount', closeDate: 'close_date' } as const;

function changeRows(dealId: string, moves: Kept['changes'], dayAt: DayAt): ChangeRow[] {
  return moves.flatMap(({ field, from, to, seenAt }, seq): ChangeRow[] => {
    const name = field in FIELDS ? FIELDS[field as keyof typeof FIELDS] : null;
    const day = dayAt(seenAt);
    // From or to what could not be read is no move.
    if (name === null || day === null || from.state === 'unknown' || to.state === 'unknown') return [];
    return [{ deal_id: dealId, day, seq, field: name, old: textOf(from), new: textOf(to) }];
  });
}

function activityRows({ deal }: Deal, dayAt: DayAt): ActivityRow[] {
  const list = deal.lists['activities'];
  if (list?.state !== 'rows') return [];
  return list.rows.flatMap((row): ActivityRow[] => {
    const moment = readMoment(textOf(row['at']) ?? '');
    const day = moment === null ? null : moment.ms === null ? moment.date : dayAt(moment.ms);
    if (day === null) return [];
    const instant = moment?.ms === undefined || moment.ms === null ? null : instantOfMs(moment.ms);
    return [
      {
        deal_id: deal.id,
        day,
        happened_at: instant === null ? null : `${instant.slice(0, 19)}Z`,
        kind: textOf(row['type']),
        direction: directionOf(textOf(row['direction'])),
      },
    ];
  });
}

function directionOf(text: string | null): 'in' | 'out' | null {
  if (text === null) return null;
  if (/^(?:in|inbound|incoming|received)/i.test(text)) return 'in';
  return /^(?:out|outbound|outgoing|sent)/i.test(text) ? 'out' : null;
}

/** The last score of each deal and day; bands are no chances. */
function scoresOf(risks: Kept['risks'], assessments: Kept['assessments'], dayAt: DayAt): ScoreRow[] {
  const last = new Map<string, ScoreRow>();
  const scored = assessments.flatMap(({ dealId, at, risk }) =>
    risk.state === 'score' ? [{ dealId, at, risk: risk.risk }] : [],
  );
  for (const { dealId, at, risk } of [...risks, ...scored].toSorted((a, b) => a.at - b.at)) {
    const day = dayAt(at);
    if (day === null) continue;
    last.set(`${day} ${dealId}`, { deal_id: dealId, day, chance: Math.min(1, Math.max(0, 1 - risk / 100)) });
  }
  return [...last.values()];
}

function textOf(field: KeptField | undefined): string | null {
  if (field?.state !== 'value') return null;
  const { value } = field;
  return typeof value === 'object' ? String(value.value) : String(value);
}

function dayIn(text: string | null, dayAt: DayAt): string | null {
  const moment = text === null ? null : readMoment(text);
  if (moment === null) return null;
  return moment.ms === null ? moment.date : dayAt(moment.ms);
}
