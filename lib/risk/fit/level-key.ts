import type { FactorDef, FactorValue } from '../rows';
import { bandOf } from './bands';

export const EMPTY = '?';
export const RARE = '*';
const FIRES = '!';
const QUIET = '-';
const LONGEST = 120;

/**
 * The level that a value belongs to, before rare ones are pooled; null where it is unknown or makes no sense for the factor
 * (a text where a number belongs says nothing rather than something wrong).
 */
export function levelKey(def: FactorDef, value: FactorValue | undefined, edges: readonly number[]): string | null {
  if (value === undefined) return null;
  switch (def.kind) {
    case 'signal':
      return value === 1 ? FIRES : value === 0 ? QUIET : null;
    case 'number':
      if (value === null) return EMPTY;
      return typeof value === 'number' && Number.isFinite(value) ? `#${bandOf(value, edges)}` : null;
    case 'category': {
      const text = value === null ? '' : String(value).trim().slice(0, LONGEST);
      return text === '' ? EMPTY : `=${text}`;
    }
  }
}

/** Prior mean of a level's coefficient, log-odds of winning. */
export function priorOf(def: FactorDef, key: string): number {
  switch (def.kind) {
    case 'signal':
      return key === FIRES ? -def.weight : 0;
    case 'number':
      return key.startsWith('#') && def.edges ? (def.bandPriors?.[Number(key.slice(1))] ?? 0) : 0;
    case 'category':
      return key.startsWith('=') ? (def.priors?.[key.slice(1)] ?? 0) : 0;
  }
}

/** Level names for people that need no bands. */
export function plainLabel(key: string): string {
  if (key === EMPTY) return 'empty';
  if (key === RARE) return 'rare';
  if (key === FIRES) return 'yes';
  return key === QUIET ? 'no' : key.slice(1);
}
