import type { Code } from '@/lib/rules/cel/code';
import type { CompiledField, CompiledPack } from '@/lib/rules/types';
import { conditionWords } from '../words/condition';
import { stageName } from '../words/labels';
import { adapterChanges } from './adapter-changes';
import { changeWords } from './condition-change';
import { ruleChanges, type Change } from './rule-changes';

/** Everything that is different between two packs, in words. */
export function packChanges(before: CompiledPack, after: CompiledPack): Change[] {
  return [
    ...ofPack(before, after),
    ...stageChanges(before, after),
    ...fieldChanges(before, after),
    ...ruleChanges(before, after),
    ...variantChanges(before, after),
    ...adapterChanges(before, after),
  ];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function ofPack(before: CompiledPack, after: CompiledPack): Change[] {
  const says = [
    before.version === after.version ? '' : `is version ${after.version} instead of ${before.version}`,
    before.title === after.title ? '' : `is now called "${after.title}"`,
    same(before.alerts, after.alerts)
      ? ''
      : `allows ${notificationsOf(after)} a day instead of ${notificationsOf(before)}`,
    same(before.withoutFactors, after.withoutFactors)
      ? ''
      : `leaves out of the score ${factorsOf(after)} instead of ${factorsOf(before)}`,
    same(before.applies, after.applies) ? '' : `is now for deals ${forDeals(before, after)}`,
  ].filter((line) => line !== '');
  return says.length === 0 ? [] : [{ about: after.id, kind: 'pack', what: 'changed', says }];
}

function notificationsOf({ alerts }: CompiledPack): string {
  return alerts === undefined ? 'the usual notifications' : `${alerts.perDay} notifications`;
}

function factorsOf({ withoutFactors = [] }: CompiledPack): string {
  return withoutFactors.length === 0 ? 'nothing' : withoutFactors.join(', ');
}

function forDeals(before: CompiledPack, after: CompiledPack): string {
  return after.applies === null ? 'of every kind' : changeWords(before.applies, after.applies, { before, after });
}

function stageChanges(before: CompiledPack, after: CompiledPack): Change[] {
  const old = new Map(before.stages.map((s) => [s.id, s]));
  const kept = new Set(after.stages.map((s) => s.id));
  const gone = before.stages
    .filter((s) => !kept.has(s.id))
    .map((s): Change => ({ about: s.id, kind: 'stage', what: 'removed', says: ['is gone'] }));
  const rest = after.stages.flatMap((stage): Change[] => {
    const was = old.get(stage.id);
    if (was === undefined)
      return [{ about: stage.id, kind: 'stage', what: 'added', says: [`is new: "${stage.title}"`] }];
    const labels = (list: readonly string[], others: readonly string[]): string =>
      list
        .filter((l) => !others.includes(l))
        .map((l) => `"${l}"`)
        .join(', ');
    const [more, less] = [labels(stage.match, was.match), labels(was.match, stage.match)];
    const says = [
      more === '' ? '' : `now also means ${more}`,
      less === '' ? '' : `no longer means ${less}`,
      was.title === stage.title ? '' : `is now called "${stage.title}"`,
      was.closed === stage.closed ? '' : stage.closed === null ? 'is now open' : `is now closed as ${stage.closed}`,
    ].filter(Boolean);
    return says.length === 0 ? [] : [{ about: stage.id, kind: 'stage', what: 'changed', says }];
  });
  return [...gone, ...rest];
}

function fieldChanges(before: CompiledPack, after: CompiledPack): Change[] {
  const old = new Map(before.fields.map((f) => [f.key, f]));
  const kept = new Set(after.fields.map((f) => f.key));
  const named = (key: string): string => key.replace(/^custom\./, '');
  const gone = before.fields
    .filter((f) => !kept.has(f.key))
    .map((f): Change => ({ about: named(f.key), kind: 'field', what: 'removed', says: ['is gone'] }));
  const rest = after.fields.flatMap((field): Change[] => {
    const was = old.get(field.key);
    const says = was === undefined ? ['is new'] : fieldSays(was, field, before, after);
    return says.length === 0
      ? []
      : [{ about: named(field.key), kind: 'field', what: was === undefined ? 'added' : 'changed', says }];
  });
  return [...gone, ...rest];
}

function fieldSays(was: CompiledField, now: CompiledField, before: CompiledPack, after: CompiledPack): string[] {
  const from = (field: CompiledField, pack: CompiledPack): string =>
    field.requiredFrom === null ? '' : stageName(pack.stages[field.requiredFrom]?.id ?? '', pack);
  const [old, required] = [from(was, before), from(now, after)];
  const days = (n: number | null): string => (n === null ? 'for ever' : `for ${n} days`);
  return [
    old === required
      ? ''
      : required === ''
        ? `is no longer required (was from ${old})`
        : `is now required from ${required}${old === '' ? '' : ` instead of ${old}`}`,
    was.freshDays === now.freshDays
      ? ''
      : `now counts as confirmed ${days(now.freshDays)} instead of ${days(was.freshDays)}`,
    was.junk === now.junk ? '' : `is now looked at for placeholders: ${now.junk} instead of ${was.junk}`,
    same(was.valid, now.valid) ? '' : validSays(now.valid, after),
    same([was.label, was.labels, was.crm, was.type], [now.label, now.labels, now.crm, now.type])
      ? ''
      : 'has another label, type or place in the CRM',
    was.why === now.why ? '' : 'now gives another reason',
    same([was.consistent, was.confirmedBy], [now.consistent, now.confirmedBy])
      ? ''
      : 'is now compared or confirmed in another way',
  ].filter(Boolean);
}

function validSays(valid: Code | null, after: CompiledPack): string {
  return valid === null ? 'may now hold any value' : `is now valid when ${conditionWords(valid, after)}`;
}

function variantChanges(before: CompiledPack, after: CompiledPack): Change[] {
  const [old, now] = [
    new Map((before.variants ?? []).map((v) => [v.id, v])),
    new Map((after.variants ?? []).map((v) => [v.id, v])),
  ];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): Change[] => {
    const [was, is] = [old.get(id), now.get(id)];
    if (same(was, is)) return [];
    const what = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const says =
      is === undefined
        ? 'is gone'
        : `${was === undefined ? 'is new' : 'is different'}: for deals where ${conditionWords(is.when, after)}`;
    return [{ about: id, kind: 'pack', what, says: [says] }];
  });
}
