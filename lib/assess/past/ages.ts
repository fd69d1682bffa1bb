import { DAY_MS } from './record';

/** Ages in days at which a past deal is looked at, as long as it was open. */
export const AGES = [0, 7, 14, 30, 60, 90, 120, 150, 180, 240, 300, 360, 420, 480, 540, 600, 660, 720] as const;

/** The moment at which a deal of some age is looked at: the end of that day, so that what became known on a day counts on it. */
export function lookOf(startAt: number, age: number): number {
  return (Math.floor(startAt / DAY_MS) + age + 1) * DAY_MS - 1;
}
