import { junkReason } from '../../junk';
import type { LintContext } from '../context';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;
type Text = { rule: string; path: string; title: string; why: string };

const SHORT = 12;

export const missingWhy: Check = {
  id: 'missing-why',
  title: 'Text without a why',
  why: 'People follow a rule whose reason they see, and type "TBD" for one whose reason they do not.',
  todo: 'Say in a sentence what goes wrong without it.',
  example: 'why: TBD',
  find: (context) =>
    textsOf(context).flatMap(({ rule, path, title, why }): Found[] => {
      const message = problemOf(title, why);
      const hint = 'say in a sentence what goes wrong without it';
      return message === null ? [] : [{ severity: 'warning', path, rule, message, hint }];
    }),
};

function problemOf(title: string, why: string): string | null {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  if (why.trim() === '') return 'this has no reason that people could read';
  if (plain(why) === plain(title)) return 'the reason only repeats the title';
  if (junkReason(why, { mode: 'strict' }) !== null) return 'the reason says nothing';
  return latin(why) && plain(why).length < SHORT ? 'the reason is too short to be one' : null;
}

/** Languages written without spaces say as much in a few signs. */
function latin(text: string): boolean {
  return /^[\p{Script=Latin}\p{N}\p{P}\p{Zs}]*$/u.test(text);
}

function textsOf({ pack, own, places }: LintContext): Text[] {
  const rules = own.map(({ id, title, why }): Text => ({
    rule: id,
    path: `${places.rules.get(id) ?? ''}.why`,
    title,
    why,
  }));
  const fields = pack.fields.flatMap((f): Text[] => {
    const path = places.fields.get(f.key);
    const asks = f.requiredFrom !== null || f.valid !== null || f.freshDays !== null || (f.consistent ?? null) !== null;
    return path === undefined || !asks ? [] : [{ rule: f.key, path: `${path}.why`, title: f.label, why: f.why }];
  });
  const fills = pack.fills.flatMap((f): Text[] => {
    const path = places.fills.get(f.field);
    return path === undefined ? [] : [{ rule: f.field, path: `${path}.because`, title: f.field, why: f.because }];
  });
  return [...rules, ...fields, ...fills];
}
