import { memo, type JSX } from 'react';

/** What a format is tried on, to tell whether two of them write alike: currency and language show in these. */
const TRIED = [0, 0.1234, -5, 1_234_567.891];

/**
 * A chart that is drawn anew only when it would look otherwise: its data, texts or formats differ. Drawing costs far more than
 * comparing. What a click on a mark does (`onMark`) is the same for the life of a card.
 */
export function memoChart<Props extends object>(Chart: (props: Props) => JSX.Element): (props: Props) => JSX.Element {
  return memo(Chart, looksTheSame) as unknown as (props: Props) => JSX.Element; // memo loses that of a generic
}

/** Whether a chart looks the same with both. */
export function looksTheSame(before: object, after: object): boolean {
  const [was, is] = [Object.entries(before), new Map<string, unknown>(Object.entries(after))];
  return was.length === is.size && was.every(([key, value]) => key === 'onMark' || isSame(value, is.get(key)));
}

function isSame(was: unknown, is: unknown): boolean {
  if (typeof was === 'function' && typeof is === 'function')
    return TRIED.every((value) => Object.is(textBy(was, value), textBy(is, value)));
  return was === is || JSON.stringify(was) === JSON.stringify(is);
}

/** Formats take a number and give a text. */
function textBy(format: unknown, value: number): string {
  return (format as (value: number) => string)(value);
}
