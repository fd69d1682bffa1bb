import { emptyDraft, rulesOf, type Draft, type DraftStage, type Placed, type StageSource } from './draft';
import { fieldKey } from './field-names';
import { didYouMean } from '@/lib/domain/suggest';
import { pathText, type PackError } from './pack-error';
import type { PackSource } from './schema';

/** Lays a pack over what it extends: its removals first, then its own fields, stages and rules. */
export function layOver(base: Draft, pack: PackSource, errors: PackError[]): Draft {
  return overlay(withoutRemoved(base, pack, errors), ownDraft(pack, errors));
}

/** Lays one draft over another: what has the same name is replaced, what is new is added. */
export function overlay(base: Draft, own: Draft): Draft {
  const open = withoutMoved(base, own, new Set(rulesOf(own).map((r) => r.item.id)));
  return {
    fields: mergeFields(open, own),
    stages: mergeStages(open.stages, own.stages),
    signals: byId(open.signals, own.signals),
    steps: byId(open.steps, own.steps),
    fills: byKey(open.fills, own.fills, (f) => f.field),
    variants: byId(open.variants, own.variants),
    alerts: own.alerts ?? open.alerts,
    withoutFactors: own.withoutFactors ?? open.withoutFactors,
  };
}

function ownDraft(pack: PackSource, errors: PackError[]): Draft {
  const draft = emptyDraft();
  const placed = <T>(item: T, ...path: (string | number)[]): Placed<T> => ({
    item,
    pack: pack.id,
    path: pathText(path),
  });
  for (const [name, field] of Object.entries(pack.fields)) {
    const key = fieldKey(name);
    const at = placed(field, 'fields', name);
    if (key === null)
      errors.push({ pack: at.pack, path: at.path, message: `"${name}" is no field of a deal`, text: name });
    else draft.fields.set(key, { ...at, parts: new Map(Object.keys(field).map((part) => [part, at])) });
  }
  draft.stages = pack.stages.map((stage, i) => stageDraft(stage, i, pack.id));
  draft.signals = pack.signals.map((s, i) => placed(s, 'signals', i));
  draft.steps = pack.steps.map((s, i) => placed(s, 'steps', i));
  draft.fills = pack.fills.map((f, i) => placed(f, 'fills', i));
  draft.variants = pack.variants.map((v, i) => placed(v, 'variants', i));
  draft.alerts = pack.alerts ?? null;
  draft.withoutFactors = pack.withoutFactors ?? null;
  return draft;
}

function stageDraft(stage: StageSource, index: number, pack: string): DraftStage {
  const { entry, exit, ...item } = stage;
  const path = `stages[${index}]`;
  return {
    item,
    pack,
    path,
    entry: entry.map((c, i) => ({ item: c, pack, path: `${path}.entry[${i}]` })),
    exit: exit.map((c, i) => ({ item: c, pack, path: `${path}.exit[${i}]` })),
  };
}

function withoutRemoved(base: Draft, pack: PackSource, errors: PackError[]): Draft {
  const known = new Set(removable(base));
  pack.remove.forEach((id, i) => {
    if (known.has(id)) return;
    errors.push({
      pack: pack.id,
      path: `remove[${i}]`,
      message: `nothing inherited is called "${id}"`,
      text: id,
      ...didYouMean(id, known),
    });
  });
  const gone = new Set(pack.remove);
  const rest: Draft = {
    ...base,
    fields: new Map([...base.fields].filter(([key]) => !namesOf('fields', key).some((name) => gone.has(name)))),
    fills: base.fills.filter((f) => !gone.has(`fills.${f.item.field}`)),
    stages: base.stages.filter((s) => !gone.has(s.item.id)),
    variants: base.variants.filter((v) => !gone.has(v.item.id)),
  };
  return withoutRules(rest, gone);
}

/** Everything a pack may take away from what it extends, by the name it does so. */
function removable(base: Draft): string[] {
  const named = [...rulesOf(base), ...base.stages, ...base.variants].map((placed) => placed.item.id);
  const fields = [...base.fields.keys()].flatMap((key) => namesOf('fields', key));
  return [...named, ...fields, ...base.fills.map((f) => `fills.${f.item.field}`)];
}

/** A pack's own field goes by `budget` and by `custom.budget`. */
function namesOf(kind: string, key: string): string[] {
  return key.startsWith('custom.') ? [`${kind}.${key}`, `${kind}.${key.slice('custom.'.length)}`] : [`${kind}.${key}`];
}

function withoutRules(draft: Draft, ids: ReadonlySet<string>): Draft {
  const kept = <T extends { id: string }>(list: readonly Placed<T>[]): Placed<T>[] =>
    list.filter((p) => !ids.has(p.item.id));
  return {
    ...draft,
    stages: draft.stages.map((s) => ({ ...s, entry: kept(s.entry), exit: kept(s.exit) })),
    signals: kept(draft.signals),
    steps: kept(draft.steps),
  };
}

/** An inherited rule that the pack writes anew in another place leaves its old one. */
function withoutMoved(base: Draft, own: Draft, ids: ReadonlySet<string>): Draft {
  const placeOf = (d: Draft): Map<string, string> =>
    new Map([
      ...d.stages.flatMap((s) => [
        ...s.entry.map((c): [string, string] => [c.item.id, `${s.item.id} entry`]),
        ...s.exit.map((c): [string, string] => [c.item.id, `${s.item.id} exit`]),
      ]),
      ...d.signals.map((s): [string, string] => [s.item.id, 'signal']),
      ...d.steps.map((s): [string, string] => [s.item.id, 'step']),
    ]);
  const before = placeOf(base);
  const after = placeOf(own);
  return withoutRules(base, new Set([...ids].filter((id) => before.has(id) && before.get(id) !== after.get(id))));
}

function mergeFields(base: Draft, own: Draft): Draft['fields'] {
  const fields = new Map(base.fields);
  for (const [key, field] of own.fields) {
    const before = fields.get(key);
    const parts = new Map([...(before?.parts ?? []), ...field.parts]);
    fields.set(key, { ...field, item: { ...before?.item, ...field.item }, parts });
  }
  return fields;
}

/** Only what is inherited is replaced: a name given twice in one pack stays twice and is reported. */
function replaces(own: Placed<unknown>, other: Placed<unknown>): boolean {
  return own.pack !== other.pack || own.path === other.path;
}

function byKey<T>(base: readonly Placed<T>[], own: readonly Placed<T>[], key: (item: T) => string): Placed<T>[] {
  const result = [...base];
  for (const placed of own) {
    const at = result.findIndex((p) => replaces(placed, p) && key(p.item) === key(placed.item));
    if (at >= 0) result[at] = placed;
    else result.push(placed);
  }
  return result;
}

function byId<T extends { id: string }>(base: readonly Placed<T>[], own: readonly Placed<T>[]): Placed<T>[] {
  return byKey(base, own, (item) => item.id);
}

/** A stage of the same id is merged; a new one stands after the stage that precedes it in the pack's own list. */
function mergeStages(base: readonly DraftStage[], own: readonly DraftStage[]): DraftStage[] {
  const result = [...base];
  let after = -1;
  for (const stage of own) {
    const at = result.findIndex((s) => replaces(stage, s) && s.item.id === stage.item.id);
    const before = result[at];
    if (before) {
      result[at] = { ...stage, entry: byId(before.entry, stage.entry), exit: byId(before.exit, stage.exit) };
      after = at;
    } else {
      after = base.length === 0 ? result.length : after + 1;
      result.splice(after, 0, stage);
    }
  }
  return result;
}
