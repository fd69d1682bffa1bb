import { extendedBy } from '@/lib/rules/extended-by';
import { outlineOf, stagesIn, type OutlineItem } from './outline';
import type { Resolve } from './read';

/** A rule or field of a pack that the draft starts from: where it was written last, and how. */
export type Inherited = { item: OutlineItem; written: unknown };

/** A stage that is inherited, without its criteria: a draft that writes the stage anew has to say this again. */
export type InheritedStage = { id: string; title: string; written: Readonly<Record<string, unknown>> };

export type Inheritance = { items: readonly Inherited[]; stages: readonly InheritedStage[] };

/** More levels than the compiler accepts. */
const MOST_LEVELS = 8;

/**
 * What a document has of those it extends, as the compiler lays them over each other: the later one counts, and what was taken
 * away is gone. Neither what the document itself writes is in it, nor what it takes away.
 */
export function inheritedBy(document: unknown, resolve: Resolve, level = 0): Inheritance {
  const items = new Map<string, Inherited>();
  const stages = new Map<string, InheritedStage>();
  for (const id of level >= MOST_LEVELS ? [] : extendedBy(document)) {
    const base = resolve(id);
    const above = inheritedBy(base, resolve, level + 1);
    for (const one of [...above.items, ...ownItems(base, id)]) items.set(keyOf(one.item), one);
    for (const one of [...above.stages, ...ownStages(base)]) stages.set(one.id, one);
  }
  const gone = removedBy(document);
  const own = new Set(outlineOf(document).map(keyOf));
  return {
    items: [...items].flatMap(([key, one]) => (own.has(key) || isGone(one.item, gone) ? [] : [one])),
    stages: [...stages.values()].filter(({ id }) => !gone.has(id)),
  };
}

/** The factors that a document itself leaves out of the score; null where it says nothing of them. */
export function ownFactorsOff(document: unknown): readonly string[] | null {
  if (typeof document !== 'object' || document === null || !('withoutFactors' in document)) return null;
  return Array.isArray(document.withoutFactors) ? document.withoutFactors.map(String) : null;
}

/** Those that it leaves out as the compiler sees it: of packs that extend one another, the last one that says anything counts. */
export function factorsOff(document: unknown, resolve: Resolve, level = 0): readonly string[] | null {
  const own = ownFactorsOff(document);
  if (own !== null || level >= MOST_LEVELS) return own;
  const said = extendedBy(document).map((id) => factorsOff(resolve(id), resolve, level + 1));
  return said.findLast((list) => list !== null) ?? null;
}

/** Rules share their ids, whatever kind they are; fields have names of their own. */
function keyOf({ kind, id }: OutlineItem): string {
  return kind === 'field' ? `fields.${id}` : id;
}

function isGone({ kind, id, stageId }: OutlineItem, gone: ReadonlySet<string>): boolean {
  if (kind === 'field') return gone.has(`fields.${id}`) || gone.has(`fields.custom.${id}`);
  return gone.has(id) || (stageId !== undefined && gone.has(stageId));
}

function removedBy(document: unknown): ReadonlySet<string> {
  const list = typeof document === 'object' && document !== null && 'remove' in document ? document.remove : [];
  return new Set(Array.isArray(list) ? list.map(String) : []);
}

function ownItems(document: unknown, from: string): Inherited[] {
  return outlineOf(document).map((item) => ({ item: { ...item, from }, written: at(document, item.path) }));
}

function ownStages(document: unknown): InheritedStage[] {
  return stagesIn(document).flatMap(({ id, title, path }) => {
    const stage = at(document, path);
    if (id === '' || typeof stage !== 'object' || stage === null) return [];
    const { entry: _entry, exit: _exit, ...written } = stage as Readonly<Record<string, unknown>>;
    return [{ id, title, written }];
  });
}

function at(from: unknown, path: OutlineItem['path']): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    from,
  );
}
