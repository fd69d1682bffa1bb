import type { Backtested, RuleTested } from '@/lib/assess/blast/backtest';
import type { Radius } from '@/lib/assess/blast/radius';
import type { CliIo } from '../io';
import { shown } from '../report/frame';

/** What a backtest found, for people: the open deals first, then each rule that says anything. */
export function printBacktest(tested: Backtested, io: CliIo): void {
  const { radius, rules, closed, unseen, won, byChance } = tested;
  const line = (text: string): void => io.out(`${shown(text)}\n`);
  if (tested.of.live === tested.of.draft) line('The draft says what the pack in use says.');
  openDeals(radius, line);
  line('');
  const told = rules.filter(({ evidence }) => evidence !== 'none').length;
  line(
    `Rules on ${n(closed)} closed deals, ${n(won)} of them won: ${n(told)} of ${n(rules.length)} have evidence, chance alone would show about ${Math.round(byChance)}.`,
  );
  if (unseen > 0) line(`${n(unseen)} closed deals are left out: how they stood before they closed is not known.`);
  const moved = new Map(radius.rules.map((rule) => [rule.id, rule]));
  for (const rule of rules) {
    const open = moved.get(rule.id);
    if (rule.firedDeals === 0 && (rule.live?.fired ?? 0) === 0 && (open === undefined || open.after + open.freed === 0))
      continue;
    line(ruleLine(rule, open));
  }
}

function openDeals(radius: Radius, line: (text: string) => void): void {
  const { before, after } = radius;
  const change = (what: string, of: (side: Radius['before']) => number): void =>
    line(`  ${what}: ${n(of(before))} now, ${n(of(after))} with the draft`);
  line(`Open deals: ${n(radius.newly)} newly flagged, ${n(radius.freed)} freed;`);
  line(`  ${n(radius.newlyBlocked)} newly held up, ${n(radius.freedBlocked)} no longer;`);
  line(`  it changes something for ${n(radius.repsAffected)} of ${n(radius.reps)} reps`);
  change('deals it is for', ({ deals }) => deals);
  change('deals with a flag', ({ flagged }) => flagged);
  change('flags', ({ flags }) => flags);
  change('deals held up', ({ blocked }) => blocked);
  for (const currency of currencies(radius))
    change(`amount held up (${currency || 'no currency'})`, ({ blockedAmounts }) => {
      return blockedAmounts.find((each) => each.currency === currency)?.value ?? 0;
    });
  if (radius.watched === 0 || radius.reps === 0) return;
  const perDay = ({ newFlags }: Radius['before']): number =>
    Math.round((newFlags / radius.days / radius.reps) * 100) / 100;
  change(`new flags per rep and day, over the last ${radius.days} days`, perDay);
}

function currencies({ before, after }: Radius): string[] {
  const all = [...before.blockedAmounts, ...after.blockedAmounts].map(({ currency }) => currency);
  return [...new Set(all)].toSorted();
}

function ruleLine(rule: RuleTested, open: Radius['rules'][number] | undefined): string {
  const { id, title, judgedDeals, firedDeals, live, lift, leadDays } = rule;
  const now = open === undefined ? '' : `${n(open.after)} open (+${n(open.newly)} −${n(open.freed)}), `;
  const before = live === null ? ', a new rule' : live.fired === firedDeals ? '' : ` (${n(live.fired)} in use)`;
  const two = (value: number): string => value.toFixed(2);
  const worth = lift === null ? '' : `, lift ${two(lift.value)} (${two(lift.low)}–${two(lift.high)})`;
  const lead = leadDays === null ? '' : `, ${Math.round(leadDays.median)} days before a loss (n ${n(leadDays.n)})`;
  return `  ${title} [${id}]: ${now}${n(firedDeals)} of ${n(judgedDeals)} closed${before}${worth}${lead}`;
}

function n(number: number): string {
  return number.toLocaleString('en-US');
}
