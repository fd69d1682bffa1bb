import type { FieldPlan, LabelRule, ListPlan, Locator, ReadPlan } from '@/lib/crm/adapter-schema';
import type { RawField, RawList } from '@/lib/domain/raw-reading';
import { findAmong, findIn, findPath, followPath, holds, preferVisible, rootsOf, type Find } from './find';
import { normalLabel, shownText, valueOf } from './text';
import { unsavedFields, type Edits } from './unsaved';

/** Where one reading looks. `row` is the list's row, `onFound` hears which elements held the value. */
type Scope = {
  plan: Pick<ReadPlan, 'deep' | 'emptyTexts'>;
  roots: readonly ParentNode[];
  /** Finds in the roots. */
  find: Find;
  labels: Map<string, Element[]>;
  row?: Element;
  onFound?: (elements: readonly Element[]) => void;
};

/** What was read below a pane. `unsaved` names the fields that the form holds otherwise than the CRM; absent: none. */
export type PaneContent = {
  fields: Record<string, RawField>;
  lists: Record<string, RawList>;
  unsaved?: string[];
};

/** An adapter's expression sees no more of a text than this: a slow one must not hold the page. */
const MATCHED_LENGTH = 400;

const NOT_ON_PAGE: RawField = { state: 'unknown', reason: 'notOnPage' };

/** The element that holds the open record, or null while it is not on screen. */
export function openPane(plan: ReadPlan, document: Document, id: string): ParentNode | null {
  const panes = plan.pane === undefined ? [document] : [...document.querySelectorAll(plan.pane)];
  const deep = plan.deep === true;
  const ready = plan.ready.replaceAll('{id}', CSS.escape(id));
  // A dialog that lies over the record counts only if it is the record's own.
  const isOpen = (pane: ParentNode): boolean =>
    !(pane instanceof Element && !pane.checkVisibility()) && holds(pane, ready, deep);
  return panes.findLast(isOpen) ?? null;
}

/**
 * Reads every field and list of the plan below a pane. Never throws on a page's doing: what fails is unknown.
 * `onRoots` hears of the trees that were looked through: the pane, and every open shadow below it.
 */
export function readPane(
  plan: ReadPlan,
  pane: ParentNode,
  edits?: Edits,
  onRoots?: (roots: readonly ParentNode[]) => void,
): PaneContent {
  const roots = rootsOf(pane, plan.deep === true);
  onRoots?.(roots);
  const find = findAmong(roots, firstSteps(plan.fields));
  const scope: Scope = { plan, roots, find, labels: indexLabels(plan.labels, roots) };
  const changed: string[] = [];
  const fields = mapValues(plan.fields, (field, key) =>
    readField(field, {
      ...scope,
      onFound: (elements) => elements.some((element) => edits?.changed(element)) && changed.push(key),
    }),
  );
  const lists = mapValues(plan.lists, (list) => readList(list, scope));
  const unsaved = edits && unsavedFields(plan.unsaved ?? {}, roots, changed, edits);
  return { fields, lists, ...(unsaved ? { unsaved } : {}) };
}

/** The element that holds each of these fields, as far as it is on the page. */
export function fieldElements(plan: ReadPlan, pane: ParentNode, keys: readonly string[]): Map<string, Element> {
  const roots = rootsOf(pane, plan.deep === true);
  const found = new Map<string, Element>();
  const scope = { plan, roots, find: (css: string) => findIn(roots, css), labels: indexLabels(plan.labels, roots) };
  for (const key of keys) {
    const onFound = ([element]: readonly Element[]): void => void (element && found.set(key, element));
    if (plan.fields[key]) readField(plan.fields[key], { ...scope, onFound });
  }
  return found;
}

/** The fields of one row of a list of deals or of a related list. */
export function readRow(
  fields: Readonly<Record<string, FieldPlan>>,
  row: Element,
  plan: Scope['plan'],
  labels: Scope['labels'] = new Map(),
): Record<string, RawField> {
  const roots = rootsOf(row, plan.deep === true);
  const scope: Scope = { plan, roots, find: (css) => findIn(roots, css), labels, row };
  return mapValues(fields, (field) => readField(field, scope));
}

/** Everything that the fields will be looked for by, in the roots themselves. */
function firstSteps(fields: ReadPlan['fields']): string[] {
  return Object.values(fields).flatMap(({ at, emptyWhen = '' }) => [
    ...at.flatMap(({ css, labels }) => (css === undefined || labels ? [] : [(css.split('>>>')[0] ?? '').trim()])),
    ...(emptyWhen === '' ? [] : [emptyWhen]),
  ]);
}

/** Label text → the elements that hold its value; built once a reading, so that each field costs one look-up. */
function indexLabels(rules: readonly LabelRule[], roots: readonly ParentNode[]): Map<string, Element[]> {
  const index = new Map<string, Element[]>();
  for (const rule of rules) {
    for (const label of findIn(roots, rule.label)) {
      const value = fromLabel(label, rule);
      if (!value) continue;
      const key = normalLabel(shownText(label));
      index.set(key, [...(index.get(key) ?? []), value]);
    }
  }
  return index;
}

function fromLabel(label: Element, rule: LabelRule): Element | null {
  switch (rule.to) {
    case 'next':
      return label.nextElementSibling;
    case 'for': {
      const root = label.getRootNode();
      const id = label.getAttribute('for');
      return id && root instanceof Document ? root.getElementById(id) : null;
    }
    case 'within':
      return label.closest(rule.around ?? '*')?.querySelector(rule.value ?? '*') ?? null;
  }
}

function readField(field: FieldPlan, scope: Scope): RawField {
  try {
    for (const locator of field.at) {
      const elements = preferVisible(locate(locator, scope));
      const found = elements.length > 0 ? readElements(elements, locator, scope.plan.emptyTexts) : null;
      if (!found) continue;
      scope.onFound?.(elements);
      return found;
    }
    return field.emptyWhen && scope.find(field.emptyWhen).length > 0 ? { state: 'empty' } : NOT_ON_PAGE;
  } catch {
    // A selector of a pack or an imported adapter may be malformed; that field is unknown, the others are read.
    return NOT_ON_PAGE;
  }
}

function locate(locator: Locator, scope: Scope): Element[] {
  const { css, labels, around } = locator;
  const deep = scope.plan.deep === true;
  if (!labels) {
    const place = around === undefined ? scope.row : scope.row?.closest(around);
    if (css === undefined) return place ? [place] : [];
    if (around === undefined) return followPath(scope.find, css, deep);
    return place ? findPath(rootsOf(place, deep), css, deep) : [];
  }
  const beside = labels.flatMap((label) => scope.labels.get(normalLabel(label)) ?? []);
  if (css === undefined) return beside;
  return beside.flatMap((element) => (element.matches(css) ? [element] : findPath(rootsOf(element, deep), css, deep)));
}

/** What the elements say; null when they hold nothing of the kind asked for. */
function readElements(elements: readonly Element[], locator: Locator, emptyTexts: readonly string[]): RawField | null {
  const texts = new Set(elements.map((element) => textOf(element, locator)));
  texts.delete(null);
  if (texts.size === 0) return null;
  if (texts.size > 1) return { state: 'unknown', reason: 'ambiguous' };
  const text = [...texts][0] ?? '';
  if (text === '' || emptyTexts.includes(text)) return { state: 'empty' };
  return { state: 'value', text, ...(isCut(text, locator) ? { approximate: true as const } : {}) };
}

function textOf(element: Element, { value, match }: Locator): string | null {
  const text = valueOf(element, value ?? (isControl(element) ? 'value' : 'text'));
  if (match === undefined || text === null || text === '') return text;
  return new RegExp(match).exec(text.slice(0, MATCHED_LENGTH))?.[1] ?? null;
}

function isControl(element: Element): boolean {
  return element.matches('input, textarea, select');
}

function isCut(text: string, locator: Locator): boolean {
  return locator.approximate === true || /(?:…|\.\.\.)$/.test(text);
}

function readList(list: ListPlan, scope: Scope): RawList {
  try {
    if (findIn(scope.roots, list.shown).length === 0) return { state: 'unknown', reason: 'notOnPage' };
    const rows = findIn(scope.roots, list.rows).map((row) => readRow(list.fields, row, scope.plan));
    return { state: 'rows', rows, complete: list.complete };
  } catch {
    return { state: 'unknown', reason: 'notOnPage' };
  }
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
