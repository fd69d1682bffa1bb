import type { Assessment, GapKind, Remembered } from './assessment';
import { dealName, fieldOf, type Deal, type Field, type FieldValue } from './deal';
import type { Facts } from './facts';
import type { FieldKey } from './fields';

/** A field of a deal that is due and missing or doubtful, with what it holds and what it might hold. */
export type QueueGap = {
  field: FieldKey;
  label: string;
  kind: GapKind;
  /** As read: what a write from the queue starts from. */
  held: Field;
  fill?: { value: FieldValue; because: string };
};

export type QueueStep = { id: string; title: string; minutes: number; effect: number };

/** Something that stands out on a deal and may be told once: see `alertsBetween`. Ids are those of the pack. */
export type QueueFlags = {
  /** Criteria that were met and no longer are. */
  regressed: readonly { id: string; title: string; since: number }[];
  /** Close date and next step date, as calendar days; null where there is none to read. */
  closeDate: string | null;
  nextStepDate: string | null;
};

/** What a manager's list asks of a deal besides. Counts and days are null where they could not be told. */
export type QueueLook = {
  category: Field;
  pushes: number | null;
  silentDays: number | null;
  stageDays: number | null;
  ageDays: number | null;
  /** Criteria of stages that the deal has passed although they do not hold. */
  bypassed: number;
};

/**
 * What the queue keeps of a deal's last assessment: the little that a list of thousands needs. `standing` says whether gaps
 * and steps could be known at all.
 */
export type QueueItem = {
  dealId: string;
  name: string;
  url: string;
  stage: string | null;
  standing: 'checked' | 'otherPack' | 'stageUnknown' | 'nothingRead' | 'closed';
  owner: { id: Field; name: Field };
  amount: Field;
  /** Points 0–100; null where the pack gives none. `low` and `high` are those of the band or the number. */
  risk: { risk: number; low: number; high: number; state: 'band' | 'score' } | null;
  gaps: readonly QueueGap[];
  steps: readonly QueueStep[];
  flags: QueueFlags;
  /** Absent from what was kept before there was a review. */
  look?: QueueLook;
  /** The calendar day on which it was judged. */
  day: string;
  /** When and where the deal was read, and when it was judged; ms. */
  readAt: number;
  source: 'page' | 'api' | 'mixed';
  at: number;
  /** What it rests on: another one means that it is out of date. */
  basis: string;
  /** For the next assessment of the deal. */
  remembered: Remembered;
};

/** Of the short form itself: with another one every deal is judged anew. */
const FORM = 3;

/** What an item rests on: rules, model, day and reading. Equal ones give equal items. */
export function basisOf(parts: {
  pack: string;
  model: string | null;
  today: string;
  snapshot: string;
  readAt: number;
}): string {
  const { pack, model, today, snapshot, readAt } = parts;
  return [pack, model ?? '', today, snapshot, readAt, FORM].join(' ');
}

/** What the queue keeps of a deal. One that its stage says is closed stays, so that it is not judged again each time. */
export function queueItem(
  deal: Deal,
  assessment: Assessment,
  facts: Facts,
  today: string,
  remembered: Remembered,
): QueueItem {
  const { stage, risk, pack, model, snapshotHash } = assessment;
  return {
    dealId: deal.id,
    name: dealName(deal),
    url: deal.url,
    stage: stage.label,
    standing: standingOf(assessment),
    owner: { id: fieldOf(deal, 'owner.id'), name: fieldOf(deal, 'owner.name') },
    amount: fieldOf(deal, 'amount'),
    risk: risk.state === 'none' ? null : { risk: risk.risk, low: risk.low, high: risk.high, state: risk.state },
    gaps: gapsOf(deal, assessment),
    steps:
      stage.state === 'closed'
        ? []
        : assessment.steps.map(({ id, title, minutes, effect }) => ({ id, title, minutes, effect })),
    flags: {
      regressed: (assessment.regressions ?? []).flatMap(({ id, title, regressed }) =>
        regressed ? [{ id, title, since: regressed.since }] : [],
      ),
      closeDate: dayOf(deal, 'closeDate'),
      nextStepDate: dayOf(deal, 'nextStepDate'),
    },
    look: lookOf(deal, assessment, facts),
    day: today,
    readAt: deal.readAt,
    source: assessment.read.source,
    at: assessment.at,
    basis: basisOf({ pack: pack.hash, model: model ?? null, today, snapshot: snapshotHash, readAt: deal.readAt }),
    remembered,
  };
}

function lookOf(deal: Deal, { bypassed = [] }: Assessment, facts: Facts): QueueLook {
  const known = (key: keyof Facts): number | null => (facts[key].state === 'value' ? facts[key].value : null);
  return {
    category: fieldOf(deal, 'forecastCategory'),
    pushes: known('pushes'),
    silentDays: known('daysSilent'),
    stageDays: known('stageAgeDays'),
    ageDays: known('ageDays'),
    bypassed: bypassed.reduce((sum, { criteria }) => sum + criteria.length, 0),
  };
}

function standingOf({ applies, stage, read }: Assessment): QueueItem['standing'] {
  if (stage.state === 'closed') return 'closed';
  if (read.read === 0) return 'nothingRead';
  if (!applies) return 'otherPack';
  return stage.state === 'known' ? 'checked' : 'stageUnknown';
}

/** A field may be doubtful in two ways; it is one gap to fill. */
function gapsOf(deal: Deal, { gaps, fills, stage }: Assessment): QueueGap[] {
  if (stage.state !== 'known') return []; // which fields are due depends on the stage
  const due = new Map(gaps.filter((gap) => gap.due === 'now').map((gap) => [gap.field, gap]));
  return [...due.values()].map(({ field, label, kind }) => {
    const fill = fills?.find((each) => each.field === field);
    return {
      field,
      label,
      kind,
      held: fieldOf(deal, field),
      ...(fill ? { fill: { value: fill.value, because: fill.because } } : {}),
    };
  });
}

function dayOf(deal: Deal, key: 'closeDate' | 'nextStepDate'): string | null {
  const field = fieldOf(deal, key);
  const text = field.state === 'value' && typeof field.value === 'string' ? field.value.slice(0, 10) : '';
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : null;
}
