/** A value over time: `values[i]` holds from `days[i]` on; the first is what held before any move, `days[0]` is −∞. */
export type Timeline<T> = { days: readonly number[]; values: readonly (T | null)[] };

export type Move<T> = { day: number; seq: number; old: T | null; new: T | null };

/** Makes a value's course of its moves. Without one it has always been what it is now; of several on a day the last holds. */
export function timelineOf<T>(moves: readonly Move<T>[], now: T | null): Timeline<T> {
  const [first] = moves;
  if (first === undefined) return { days: [-Infinity], values: [now] };
  const sorted = inOrder(moves);
  return {
    days: [-Infinity, ...sorted.map(({ day }) => day)],
    values: [sorted[0]?.old ?? null, ...sorted.map((move) => move.new)],
  };
}

/** The value at the end of a day. */
export function valueAt<T>({ days, values }: Timeline<T>, day: number): T | null {
  let at = days.length - 1;
  while (at > 0 && (days[at] ?? 0) > day) at -= 1;
  return values[at] ?? null;
}

/** Moves by day and place; the same list where it is so already. */
export function inOrder<T>(moves: readonly Move<T>[]): readonly Move<T>[] {
  const isSorted = moves.every((move, at) => {
    const before = moves[at - 1];
    return before === undefined || before.day < move.day || (before.day === move.day && before.seq <= move.seq);
  });
  return isSorted ? moves : moves.toSorted((a, b) => a.day - b.day || a.seq - b.seq);
}
