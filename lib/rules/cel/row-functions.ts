import { stillOpen, timeOrder } from './compare';
import type { Impl } from './functions';
import { missing } from './inputs';
import { cellAt, ROW_KEYS } from './rows';
import { charge, type Scope } from './scope';
import { EMPTY, err, isTagged, kindName, type Time, type Value } from './values';

const isEmpty = (v: Value): boolean => isTagged(v) && v.t === 'empty';

/** The time of an element: itself, or the cell of that key. */
function timeOf(s: Scope, item: Value, key: Value): Value {
  if (!isTagged(item) || item.t !== 'row' || typeof key !== 'string') return item;
  const index = ROW_KEYS.get(item.list)?.indexOf(key) ?? -1;
  return index < 0 ? err(`no such key: ${key}`) : cellAt(item, index, s);
}

/** The latest time of a list, empty for none; unknown as soon as one of them is, as that one could be later. */
export const latest: Impl = (s, list, key) => {
  if (isEmpty(list)) return EMPTY;
  if (isTagged(list) && list.t === 'part') return list.rest;
  if (!Array.isArray(list)) return err(`${kindName(list)} is not a list`);
  let best: Time | null = null;
  let open: Value = false;
  for (const item of list as readonly Value[]) {
    charge(s, 1);
    const v = timeOf(s, item, key);
    if (isEmpty(v)) continue;
    if (isTagged(v) && v.t === 'time') best = best === null || timeOrder(v, best) > 0 ? v : best;
    else open = stillOpen(open, isTagged(v) && v.t !== 'span' ? v : err(`${kindName(v)} is not a date`));
  }
  return open === false ? (best ?? EMPTY) : open;
};

const CHANGE_FIELD = 0;
const CHANGE_FROM = 1;
const CHANGE_TO = 2;

/** How often a date field was seen to move later. */
export const pushes: Impl = (s, changes, field) => {
  if (isTagged(changes) && changes.t === 'part') return changes.rest;
  if (!Array.isArray(changes)) return err('the history is not a list');
  let moves = 0;
  for (const row of changes as readonly Value[]) {
    charge(s, 1);
    if (!isTagged(row) || row.t !== 'row' || row.cells[CHANGE_FIELD] !== field) continue;
    const from = row.cells[CHANGE_FROM] ?? null;
    const to = row.cells[CHANGE_TO] ?? null;
    if (isTagged(from) && isTagged(to) && from.t === 'time' && to.t === 'time' && timeOrder(to, from) > 0) moves++;
  }
  return moves;
};

/** A figure of the team, for a stage where it is known for one, else overall. */
export const teamFigure: Impl = (s, name, stage) => {
  if (typeof name !== 'string') return err('the figure of the team has no name');
  const own = typeof stage === 'string' && stage !== '' ? `${name}:${stage}` : name;
  const key = [own, name].find((k) => Object.hasOwn(s.team, k));
  const value = key === undefined ? undefined : s.team[key];
  return value ?? missing({ input: `team.${name}`, label: `Team: ${name}` }, 'noHistory');
};
