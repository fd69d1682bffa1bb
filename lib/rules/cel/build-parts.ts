import { DAMAGED, type Operand } from './code';
import type { Impl } from './functions';
import type { Fn } from './scope';
import { err, isTagged, stuck, type Tagged, type Value } from './values';

/** A call: unknown and error arguments never reach the function. */
export function call(impl: Impl, args: readonly Fn[]): Fn {
  const [a, b, c] = args;
  if (a === undefined || args.length > 3) throw new TypeError(DAMAGED);
  if (b === undefined) {
    return (s) => {
      const va = a(s);
      return isStuck(va) ? va : impl(s, va, null, null);
    };
  }
  return (s) => {
    const va = a(s);
    const vb = b(s);
    const vc = c === undefined ? null : c(s);
    if (isStuck(va) || isStuck(vb) || isStuck(vc)) return stuck(stuck(va, vb) ?? va, vc) ?? va;
    return impl(s, va, vb, vc);
  };
}

function isStuck(v: Value): v is Tagged {
  return isTagged(v) && (v.t === 'unknown' || v.t === 'error');
}

/** An operand that must be text. */
export function text(v: Operand | undefined): string {
  if (typeof v !== 'string') throw new TypeError(DAMAGED);
  return v;
}

/** An operand that must be a small whole number. */
export function index(v: Operand | undefined, limit = 1_000): number {
  if (typeof v !== 'number' || !Number.isInteger(v) || v < 0 || v >= limit) throw new TypeError(DAMAGED);
  return v;
}

/** A constant. */
export function constant(ops: readonly Operand[]): Fn {
  const v = ops[0];
  if (v === undefined || Array.isArray(v)) throw new TypeError(DAMAGED);
  const value = v as string | number | boolean | null;
  return () => value;
}

/** What always fails. */
export function failure(reason: string): Fn {
  const error = err(reason);
  return () => error;
}

/** A function of a constant text, worked out once. */
export function folded(impl: Impl | undefined, ops: readonly Operand[]): Fn {
  if (!impl) throw new TypeError(DAMAGED);
  // The only functions folded read neither clock nor budget.
  const value = impl(
    { inputs: [], locals: [], left: 9, now: 0, today: 0, dayShift: 0, team: {} },
    text(ops[0]),
    null,
    null,
  );
  return () => value;
}
