import { round } from './stats.mjs';

/**
 * One figure of the bench. `limit` is what `value` may reach; `ratio` is the value over that of the variant without us,
 * measured in the same run, where there is one. `detail` is for whoever asks why.
 * `atLeast`: the value must reach the limit instead.
 * @param {{ id: string, value: number, unit: string, goal: string, limit: number, atLeast?: boolean, ratio?: number, ok?: boolean, detail?: object }} figure
 */
export function report({ id, value, unit, goal, limit, atLeast = false, ratio, ok = true, detail }) {
  const line = {
    id,
    value: round(value),
    unit,
    goal,
    limit,
    ratio: ratio === undefined ? null : round(ratio),
    ok: ok && (atLeast ? value >= limit : value <= limit),
  };
  process.stdout.write(`${JSON.stringify(detail === undefined ? line : { ...line, detail })}\n`);
}
