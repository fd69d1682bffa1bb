import type { Value } from './values';

/** Everything an expression reads at run time: inputs by slot, macro variables by depth, and what is left of the budget. */
export type Scope = {
  readonly inputs: readonly Value[];
  readonly locals: Value[];
  /** steps left for the rule that runs */
  left: number;
  readonly now: number;
  readonly today: number;
  /** days between the user's calendar day and the UTC day of `now`: shifts instants to the user's days */
  readonly dayShift: number;
  readonly team: Readonly<Record<string, number>>;
};

/** An expression made ready to run. */
export type Fn = (s: Scope) => Value;

/** Thrown, and caught once per rule, when a rule's budget is used up. */
export const OVER_BUDGET = 'it took too many steps';

/** Takes steps from the budget; only loops, calls and joins do, as nothing else can grow. */
export function charge(s: Scope, steps: number): void {
  s.left -= steps;
  if (s.left < 0) throw new RangeError(OVER_BUDGET);
}
