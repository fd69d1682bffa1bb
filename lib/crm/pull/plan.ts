import type { ListCursor } from '@/lib/crm/api/list-deals';
import type { ApiProblem } from '@/lib/crm/api/types';

/**
 * A pull of one tenant's deals, as it stands.
 * - `running`: going on, or to go on at the next start of the background
 * - `waiting`: the CRM asked to wait, or could not be reached; goes on by itself from `resumeAt`
 * - `stopped`: someone cancelled it · `failed`: it needs someone (a sign-in, a permission) · `done`
 */
export type Pull = {
  tenant: string;
  status: 'running' | 'waiting' | 'stopped' | 'failed' | 'done';
  /** Everything open and recently closed, or what changed since the pull before. */
  mode: 'initial' | 'changed';
  cursor: ListCursor | null;
  /** ISO 8601: what changed after this; null for a whole pull. */
  since: string | null;
  closedSince: string;
  /** Deals so far in this run, and how many there are where the CRM says so. */
  deals: number;
  total: number | null;
  startedAt: number;
  updatedAt: number;
  resumeAt: number | null;
  /** How often in a row it could not go on. */
  failures: number;
  /** For people: why it does not go on. */
  problem: string | null;
  /** When the last whole pull was started: the next one asks for what changed since. */
  completeFrom: number | null;
};

const DAY_MS = 86_400_000;
const CLOSED_MS = 730 * DAY_MS;
/** Clocks differ and a CRM's index lags: what changed just before the last pull is asked for again. */
const OVERLAP_MS = 10 * 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const MOST_FAILURES = 8;

/** The next pull: on from where a broken one stopped, else what changed since the last, else everything. */
export function startPull(before: Pull | null, tenant: string, now: number, iso: (ms: number) => string): Pull {
  if (before && isUnfinished(before))
    return { ...before, status: 'running', updatedAt: now, resumeAt: null, failures: 0, problem: null };
  const from = before?.completeFrom ?? null;
  return {
    tenant,
    status: 'running',
    mode: from === null ? 'initial' : 'changed',
    cursor: { query: 0, at: null },
    since: from === null ? null : iso(from - OVERLAP_MS),
    closedSince: iso(now - CLOSED_MS),
    deals: 0,
    total: null,
    startedAt: now,
    updatedAt: now,
    resumeAt: null,
    failures: 0,
    problem: null,
    completeFrom: from,
  };
}

/** The pull after a page was stored; done when there is no further one. */
export function afterPage(
  pull: Pull,
  page: { count: number; next: ListCursor | null; total: number | null; pauseMs: number },
  now: number,
): Pull {
  const deals = pull.deals + page.count;
  const total = page.total === null ? pull.total : Math.max(page.total, deals);
  const next = { ...pull, deals, total, cursor: page.next, updatedAt: now, failures: 0, problem: null };
  if (page.next === null)
    return { ...next, status: 'done', total: deals, resumeAt: null, completeFrom: pull.startedAt };
  return page.pauseMs > 0
    ? {
        ...next,
        status: 'waiting',
        resumeAt: now + page.pauseMs,
        problem: 'The CRM’s limit of calls is nearly used up.',
      }
    : next;
}

/** The pull after a call failed: it waits as the CRM says, waits longer each time, or needs someone. */
export function afterProblem(pull: Pull, problem: ApiProblem, now: number): Pull {
  const failures = pull.failures + 1;
  const next = { ...pull, failures, updatedAt: now, problem: problem.message };
  const passing = problem.kind === 'limited' || problem.kind === 'offline' || problem.kind === 'server';
  // A limit passes for certain; what cannot be reached again and again needs someone to look.
  if (!passing || (problem.kind !== 'limited' && failures >= MOST_FAILURES))
    return { ...next, status: 'failed', resumeAt: null };
  const wait = problem.retryAfterMs ?? Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return { ...next, status: 'waiting', resumeAt: now + wait };
}

/** The pull after someone cancelled it; what was stored stays, and a later start goes on from there. */
export function cancelled(pull: Pull, now: number): Pull {
  return isUnfinished(pull) ? { ...pull, status: 'stopped', updatedAt: now, resumeAt: null, problem: null } : pull;
}

/** How long until the pull may go on; 0 for now, null when it does not by itself. */
export function dueIn(pull: Pull, now: number): number | null {
  if (pull.status === 'running') return 0;
  return pull.status === 'waiting' ? Math.max(0, (pull.resumeAt ?? now) - now) : null;
}

function isUnfinished(pull: Pull): boolean {
  return pull.status !== 'done' && pull.cursor !== null;
}
