import { daysInMonth, readDay } from '@/lib/domain/calendar';
import { fieldOf, type Deal, type FieldValue } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { isSamePerson } from '@/lib/domain/same-person';
import { textOf } from '@/lib/domain/text-of';
import { prose } from './copies';
import { plainLabel } from './plain-label';

/** One, or figures typed along the keyboard: 11111, 123456, 999999. */
export function amountJunk(value: FieldValue): boolean {
  const amount = typeof value === 'object' ? value.value : value;
  if (typeof amount !== 'number') return false;
  const size = Math.abs(amount);
  if (size > 0 && size <= 1) return true;
  return Number.isInteger(size) && /^(?:1{5,}|9{6,}|12345(?:6(?:7(?:89?)?)?)?)$/.test(String(size));
}

/** Words around the stage's name that add nothing. */
const MOVES =
  /^(?:(?:move|advance|go|push|get|bring|progress)(?: it| deal| the deal| this)?(?: on| forward)? to|still in|now in|in|at|stage|phase|next stage|in stage|nach|zu|in der|in die|etape|en|passer (?:a|en)) | (?:stage|phase|etape)$/;

/** Whether a next step only says the stage's name: "Proposal", "Stage: Proposal", "move to Proposal". */
export function repeatsStage(nextStep: string, names: readonly (string | null)[]): boolean {
  const said = bare(nextStep);
  return said !== '' && names.some((name) => name !== null && bare(name) === said);
}

function bare(text: string): string {
  let plain = plainLabel(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
  for (let shorter = plain.replace(MOVES, '').trim(); shorter !== '' && shorter !== plain;) {
    plain = shorter;
    shorter = plain.replace(MOVES, '').trim();
  }
  return plain;
}

/** Whether a contact's name is that of the deal's owner. */
export function isOwnersName(name: string, deal: Deal): boolean {
  return isSamePerson(textOf(fieldOf(deal, 'owner.name')), name);
}

/** A text that stands word for word in several deals. */
export type CopiedText = { field: FieldKey; text: string; dealIds: readonly string[] };

/** Texts of these fields that several deals share, the most shared first. */
export function copiedAcross(deals: readonly Deal[], fields: readonly FieldKey[], atLeast = 3): CopiedText[] {
  const shared = new Map<string, { field: FieldKey; text: string; dealIds: string[] }>();
  for (const deal of deals) {
    for (const key of fields) {
      const text = textOf(fieldOf(deal, key));
      const plain = prose(text);
      if (plain === null) continue;
      const entry = shared.get(`${key} ${plain}`) ?? { field: key, text, dealIds: [] };
      shared.set(`${key} ${plain}`, entry);
      if (!entry.dealIds.includes(deal.id)) entry.dealIds.push(deal.id);
    }
  }
  const often = [...shared.values()].filter((entry) => entry.dealIds.length >= Math.max(2, atLeast));
  return often.toSorted((a, b) => b.dealIds.length - a.dealIds.length);
}

/** Close dates of a pipeline on the last day of a quarter. `heaped`: so many that they cannot be what customers said. */
export type QuarterEnds = { dated: number; dealIds: readonly string[]; heaped: boolean };

const FEWEST = 5;
const HEAPED = 0.8;

/** Which deals close on the last day of a quarter; `yearStart` is the month (1–12) in which the financial year begins. */
export function quarterEnds(deals: readonly Deal[], yearStart = 1): QuarterEnds {
  const dates = deals.flatMap((deal): [string, string][] => {
    const date = textOf(fieldOf(deal, 'closeDate')).slice(0, 10);
    return date === '' ? [] : [[deal.id, date]];
  });
  const dealIds = dates.filter(([, date]) => isQuarterEnd(date, yearStart)).map(([id]) => id);
  const heaped = dates.length >= FEWEST && dealIds.length >= HEAPED * dates.length;
  return { dated: dates.length, dealIds, heaped };
}

function isQuarterEnd(date: string, yearStart: number): boolean {
  const day = readDay(date);
  if (day === null) return false;
  const lastMonth = (((day.month - yearStart + 1) % 3) + 3) % 3 === 0;
  return lastMonth && day.day === daysInMonth(day.year, day.month);
}
