import type { Gap, Verdict } from '@/lib/domain/assessment';
import { dateOfMs, instantOfMs } from '@/lib/domain/calendar';
import type { FieldValue } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { DAY_MS } from './cel/arithmetic';
import { isTagged, type Value } from './cel/values';
import { fieldInfo } from './make-scope';
import { note, value, verdict, type Run } from './run';
import type { FillResult, OpenStep } from './pack-result';
import type { RunnablePack, RunnableStep, StepChange } from './types';
import { judgeVersions } from './variants';

/** A step as a list of one when its condition holds, else of none. */
export function openStep(pack: RunnablePack, step: RunnableStep, run: Run): OpenStep[] {
  if (note(run, step, stepVerdict(step, run)).kind !== 'met') return [];
  const { id, title, why, minutes, action } = step;
  const changes = step.changes.map((change): StepChange<FieldValue> => {
    if (!('field' in change)) return change;
    const filled = change.value === null ? null : asField(value(run, change.value), change.field, pack);
    return { field: change.field, value: filled };
  });
  return [{ id, title, why, minutes, changes, action }];
}

/** Whether a step is open for this deal. */
export function stepVerdict(step: RunnableStep, run: Run): Verdict {
  return judgeVersions(step, run, (version) => verdict(run, version.when)).verdict;
}

/** Proposed values for the gaps; a proposal that cannot be worked out is left away. */
export function findFills(pack: RunnablePack, gaps: readonly Gap[], run: Run): FillResult[] {
  const wanted = new Set(gaps.map((g) => g.field));
  return pack.fills.flatMap((fill): FillResult[] => {
    const proposed = wanted.has(fill.field) ? asField(value(run, fill.value), fill.field, pack) : null;
    return proposed === null ? [] : [{ field: fill.field, value: proposed, because: fill.because }];
  });
}

/** A value as the field takes it; null when it is of another kind. */
function asField(v: Value, key: FieldKey, pack: RunnablePack): FieldValue | null {
  const { type } = fieldInfo(pack, key);
  switch (type) {
    case 'number':
    case 'percent':
      return typeof v === 'number' ? v : null;
    case 'money':
      return typeof v === 'number' ? { value: v, currency: null } : null;
    case 'date':
      return isTagged(v) && v.t === 'time' ? dateOfMs(v.day * DAY_MS) : null;
    case 'instant':
      return isTagged(v) && v.t === 'time' ? instantOfMs(v.ms) : null;
    case 'text':
    case 'longText':
    case 'picklist':
      return typeof v === 'string' && v !== '' ? v : null;
  }
}
