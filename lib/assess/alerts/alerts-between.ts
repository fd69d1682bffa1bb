import type { Alert } from '@/lib/domain/alerts';
import type { QueueItem } from '@/lib/domain/queue';

/** A rise of the risk by so many points is news. */
const RISK_JUMP = 10;

/** A step that the rep put off, and until when (calendar day). */
export type PutOff = { step: string; title: string; until: string };

/**
 * What is news of a deal since it was judged before: a criterion newly not met, a close date newly passed, a risk that jumped,
 * a next step or a step put off whose day has come. A deal that is seen for the first time is no news, and neither is what only
 * other rules or another model say.
 */
export function alertsBetween(before: QueueItem | null, after: QueueItem, putOff: readonly PutOff[] = []): Alert[] {
  if (before === null || after.standing === 'closed') return [];
  const sameRules = before.remembered.pack.hash === after.remembered.pack.hash;
  const of = (alert: Omit<Alert, 'dealId' | 'name'>): Alert => ({ dealId: after.dealId, name: after.name, ...alert });
  return [
    ...(sameRules ? regressions(before, after).map(of) : []),
    ...overdue(before, after).map(of),
    ...(sameRules ? riskJump(before, after).map(of) : []),
    ...stepDue(before, after).map(of),
    ...putOff
      .filter(({ until }) => until <= after.day && until > before.day)
      .map(({ step, title }) => of({ kind: 'stepBack', rule: `step:${step}`, title })),
  ];
}

/** Whether what raised an alert is gone: the rep, or somebody, has acted on it. Null: the deal does not tell. */
export function isOver({ kind, rule }: Pick<Alert, 'kind' | 'rule'>, item: QueueItem): boolean | null {
  if (item.standing === 'closed') return true;
  switch (kind) {
    case 'regressed':
      return item.standing === 'checked' ? item.flags.regressed.every(({ id }) => `criterion:${id}` !== rule) : null;
    case 'overdue':
      return item.flags.closeDate === null ? null : item.flags.closeDate >= item.day;
    case 'stepDue':
      return item.flags.nextStepDate === null ? null : item.flags.nextStepDate > item.day;
    case 'stepBack':
      return item.standing === 'checked' ? item.steps.every(({ id }) => `step:${id}` !== rule) : null;
    case 'risk':
      return null; // that it falls again is nobody's act
  }
}

type Told = Omit<Alert, 'dealId' | 'name'>;

function regressions(before: QueueItem, after: QueueItem): Told[] {
  const known = new Set(before.flags.regressed.map(({ id }) => id));
  return after.flags.regressed
    .filter(({ id }) => !known.has(id))
    .map(({ id, title }) => ({ kind: 'regressed', rule: `criterion:${id}`, title }));
}

function overdue({ flags: was, day }: QueueItem, { flags: is, day: today }: QueueItem): Told[] {
  const passed = is.closeDate !== null && is.closeDate < today;
  const wasPassed = was.closeDate !== null && was.closeDate < day;
  return passed && !wasPassed ? [{ kind: 'overdue', rule: 'gap:closeDate', title: '' }] : [];
}

function riskJump({ risk: was }: QueueItem, { risk: is }: QueueItem): Told[] {
  // A band and a number are not compared: what moved is then the model.
  if (was === null || is === null || was.state !== is.state) return [];
  const points = is.risk - was.risk;
  return points >= RISK_JUMP ? [{ kind: 'risk', rule: 'risk', title: '', points }] : [];
}

function stepDue({ flags: was, day }: QueueItem, { flags: is, day: today }: QueueItem): Told[] {
  const isDue = is.nextStepDate !== null && is.nextStepDate <= today;
  const wasDue = was.nextStepDate !== null && was.nextStepDate <= day;
  return isDue && !wasDue ? [{ kind: 'stepDue', rule: 'gap:nextStepDate', title: '' }] : [];
}
