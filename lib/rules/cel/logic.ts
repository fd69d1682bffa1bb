import type { Fn } from './scope';
import { err, isTagged, kindName, merge, type Value } from './values';

/** A value as a condition: empty counts as false; unknown and errors stay; anything else is an error. */
export function condition(v: Value): Value {
  if (v === true || v === false) return v;
  if (!isTagged(v)) return err(`${kindName(v)} is not a condition`);
  if (v.t === 'empty') return false;
  return v.t === 'unknown' || v.t === 'error' ? v : err(`${kindName(v)} is not a condition`);
}

/** What two undecided operands of `&&` or `||` leave: unknown wins over error, inputs are merged. */
function both(a: Value, b: Value): Value {
  if (typeof a === 'boolean') return b;
  if (typeof b === 'boolean') return a;
  if (!isTagged(a) || !isTagged(b)) return a;
  if (a.t === 'unknown') return b.t === 'unknown' ? merge(a, b) : a;
  return b.t === 'unknown' ? b : a;
}

/** `&&` (`decides` false) or `||` (`decides` true) over any number of operands, in one closure. */
export function connective(parts: readonly Fn[], decides: boolean): Fn {
  const [first, second, third] = parts;
  if (first && second && parts.length === 2) return two(first, second, decides);
  if (first && second && third && parts.length === 3) return two(two(first, second, decides), third, decides);
  return (s) => {
    let open: Value = !decides;
    for (const part of parts) {
      const v = part(s);
      if (v === decides) return decides;
      if (v === !decides) continue;
      const c = condition(v);
      if (c === decides) return decides;
      open = both(open, c);
    }
    return open;
  };
}

function two(left: Fn, right: Fn, decides: boolean): Fn {
  const keeps = !decides;
  return (s) => {
    const a = left(s);
    if (a === decides) return decides;
    const b = right(s);
    if (b === decides) return decides;
    if (a === keeps && b === keeps) return keeps;
    const ca = condition(a);
    const cb = condition(b);
    return ca === decides || cb === decides ? decides : both(ca, cb);
  };
}

export function not(part: Fn): Fn {
  return (s) => {
    const v = part(s);
    if (v === true) return false;
    if (v === false) return true;
    const c = condition(v);
    return typeof c === 'boolean' ? !c : c;
  };
}

export function choose(test: Fn, yes: Fn, no: Fn): Fn {
  return (s) => {
    const v = test(s);
    if (v === true) return yes(s);
    if (v === false) return no(s);
    const c = condition(v);
    return c === false ? no(s) : c;
  };
}
