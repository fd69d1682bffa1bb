import type { Path, Wish } from './edit';
import { factorsOff, inheritedBy, ownFactorsOff } from './inherited';
import { stagesIn, type RuleKind } from './outline';
import type { Resolve } from './read';

/** What a form can put into the document: something new of some kind, or what is inherited, to be changed or left out. */
export type Put =
  | { do: 'new'; kind: RuleKind; stage?: string; id: string; title: string; why: string; type?: string }
  | { do: 'own'; kind: RuleKind; id: string }
  | { do: 'leaveOut'; kind: RuleKind; id: string }
  /** Whether a factor counts in the score. */
  | { do: 'factor'; id: string; counts: boolean };

/** The change of the document that does it; null where there is nothing of that name, or no such stage. */
export function wishOf(document: unknown, put: Put, resolve: Resolve): Wish | null {
  switch (put.do) {
    case 'leaveOut':
      return { do: 'add', path: ['remove'], item: put.kind === 'field' ? `fields.${put.id}` : put.id };
    case 'factor':
      return factorWish(document, put, resolve);
    case 'new':
      return placed(document, put, fresh(put), resolve);
    case 'own': {
      const found = inheritedBy(document, resolve).items.find(
        ({ item }) => item.kind === put.kind && item.id === put.id,
      );
      if (found === undefined) return null;
      const { stageId, edge } = found.item;
      return placed(document, { ...put, stage: stageId, edge }, found.written, resolve);
    }
  }
}

/** A list of one's own takes the place of an inherited one: the first time, what is left out there is written down as well. */
function factorWish(document: unknown, { id, counts }: Extract<Put, { do: 'factor' }>, resolve: Resolve): Wish | null {
  const path: Path = ['withoutFactors'];
  const own = ownFactorsOff(document);
  const off = own ?? factorsOff(document, resolve) ?? [];
  if (off.includes(id) !== counts) return null; // it is so already
  if (own === null) return { do: 'set', path, value: counts ? off.filter((each) => each !== id) : [...off, id] };
  return counts ? { do: 'remove', path: [...path, own.indexOf(id)] } : { do: 'add', path, item: id };
}

/** A new rule is right from the start: it compiles, says nothing of any deal, and waits to be filled in. */
function fresh({
  kind,
  id,
  title,
  why,
  type = 'text',
}: Extract<Put, { do: 'new' }>): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'signal':
      return { id, title, when: 'false', weight: 0.3, why };
    case 'step':
      return { id, title, when: 'false', minutes: 15, why };
    case 'criterion':
      return { id, title, require: 'true', why, enforce: 'info' };
    case 'field':
      return { label: title, type, why };
  }
}

type Place = { kind: RuleKind; id: string; stage?: string | undefined; edge?: 'entry' | 'exit' | undefined };

function placed(
  document: unknown,
  { kind, id, stage, edge = 'exit' }: Place,
  item: unknown,
  resolve: Resolve,
): Wish | null {
  if (typeof item !== 'object' || item === null) return null;
  const written = item as Readonly<Record<string, unknown>>;
  if (kind === 'field') return { do: 'set', path: ['fields', id], value: written };
  if (kind !== 'criterion') return { do: 'add', path: [kind === 'signal' ? 'signals' : 'steps'], item: written };
  const own = stagesIn(document).find((each) => each.id === stage);
  if (own !== undefined) return { do: 'add', path: [...own.path, edge] satisfies Path, item: written };
  const inherited = inheritedBy(document, resolve).stages.find((each) => each.id === stage);
  if (inherited === undefined) return null;
  return { do: 'add', path: ['stages'], item: { ...inherited.written, [edge]: [written] } };
}
