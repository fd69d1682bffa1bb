import type { Deal } from './deal';
import type { Seen } from './visits';

/** What a deal is called for the forecast, from surest to left out. */
export const CALLS = ['commit', 'bestCase', 'pipeline', 'omit'] as const;
export type Call = (typeof CALLS)[number];

/** How the score stood when the call was made: points of risk, 0–100. */
export type ScoreThen = { risk: number; low: number; high: number; state: 'band' | 'score' };

/** One review of a deal; a deal has at most one a day. Days are the reviewer's own calendar days, times ms since the epoch. */
export type Review = {
  dealId: string;
  dealName: string;
  day: string;
  at: number;
  /** Null: looked at, and nothing decided. */
  call: Call | null;
  /** When it is to close, as was agreed in the review. */
  callDate: string | null;
  note: string;
  /** The CRM's own forecast category then, which is the rep's call; null where it was empty or could not be read. */
  category: string | null;
  score: ScoreThen | null;
  /** Times that the close date had been put off by then; null where that was not known. */
  pushes: number | null;
  /** Days without activity then; null where that was not known, absent from what was kept before it was noted. */
  silentDays?: number | null;
  /** What the deal held, for what moved since. */
  seen: Seen;
};

/** What a deal was called in a review on a day; `due`: the day agreed on for its closing, else the one it had then. */
export type CalledDeal = { dealId: string; day: string; call: Call; due: string | null };

/** Something the rep promised in a review; it comes back in each one until it is done. */
export type Commitment = {
  id: string;
  dealId: string;
  text: string;
  /** A calendar day; null without one. */
  due: string | null;
  madeAt: number;
  doneAt: number | null;
};

/** What was decided about a deal, to be kept with what it was decided on. */
export type Decision = Pick<Review, 'call' | 'callDate' | 'note'>;

/** The latest review before a day: what "since the last review" counts from. Null when there was none. */
export function reviewBefore(reviews: readonly Review[], day: string): Review | null {
  return latest(reviews.filter((review) => review.day < day));
}

/** The latest review of all; null when there was none. */
export function latest(reviews: readonly Review[]): Review | null {
  return reviews.reduce<Review | null>((last, one) => (last === null || one.day > last.day ? one : last), null);
}

/** Whether what was promised is late; without a day it never is. */
export function isLate({ due, doneAt }: Pick<Commitment, 'due' | 'doneAt'>, today: string): boolean {
  return doneAt === null && due !== null && due < today;
}

/** What a deal holds now, to be compared with later. */
export function seenNow(deal: Deal, contacts: Seen['contacts']): Seen {
  const known = Object.entries(deal.fields).filter(([, field]) => field?.state !== 'unknown');
  return { at: deal.readAt, fields: Object.fromEntries(known), contacts };
}
