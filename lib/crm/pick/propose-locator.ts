import type { LabelRule, Locator } from '@/lib/crm/adapter-schema';
import { isCounter, looksGenerated } from './generated';
import type { Picked, PickedLabel, PickedNode } from './picked';

/** A way to find a picked value again, in words and as data. */
export type Proposal = {
  how: 'attribute' | 'label' | 'id';
  locator: Locator;
  /** The rule that makes a label locator work. */
  labels?: LabelRule;
  /** The element lies in a shadow root. */
  deep: boolean;
  /** Name that the page gives the field, for a pack’s own field: replaced by `{crm}` it finds the others, too. */
  name?: string;
};

/** Attributes in which CRMs name their fields, the surest first. */
const NAMING = [
  'data-target-selection-name',
  'data-selenium-test',
  'data-test-id',
  'data-testid',
  'data-field',
  'data-fieldname',
  'data-field-name',
  'data-id',
  'data-name',
  'data-qa',
  'data-cy',
  'data-zcqa',
  'data-ui-test-id',
  'data-slot',
  'name',
  'formcontrolname',
  'itemprop',
  'field-label',
];
/** Say how an element looks or stands, or hold a value: not what it is. */
const NEVER = /^data-(?:value|state|index|row|col|aria|theme|selected|checked|disabled|key|reactid|v-|emotion|styled)/;
const MAX_LEVELS = 8;
/** An ancestor with much more text than the value holds more than the value. */
const MORE_TEXT = 80;
const CONTROLS: ReadonlySet<string> = new Set(['input', 'textarea', 'select']);

type Anchor = { at: number; attribute: string; value: string; rank: number };

/** Ways to find a picked value again, the most lasting first: by attribute, then by label, then by a written id. Empty: there is none. */
export function proposeLocators(picked: Picked): Proposal[] {
  const target = picked.chain[0];
  if (!target) return [];
  const anchors = picked.chain.slice(0, MAX_LEVELS).flatMap((node, at) => anchorsOf(node, at, target));
  const attributes = anchors
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
    .map((anchor) => byAttribute(picked, anchor));
  return [...attributes, ...byLabel(picked), ...byId(picked)];
}

function anchorsOf(node: PickedNode, at: number, target: PickedNode): Anchor[] {
  if (at > 0 && node.text.length > target.text.length + MORE_TEXT) return [];
  return Object.entries(node.attributes).flatMap(([attribute, value]): Anchor[] => {
    const known = NAMING.indexOf(attribute);
    const named = known >= 0 || (attribute.startsWith('data-') && !NEVER.test(attribute));
    if (!named || !isLasting(value, target)) return [];
    return [{ at, attribute, value, rank: known >= 0 ? known : NAMING.length }];
  });
}

/** A name that somebody gave the field: not a number of the load or the record, and not the value itself. */
function isLasting(value: string, target: PickedNode): boolean {
  if (value.trim() === '' || value.length > 120 || /["\\\n]/.test(value)) return false;
  if (value === target.text || /^[\d\s.,:-]+$/.test(value) || value === 'true' || value === 'false') return false;
  return !isCounter(value);
}

function byAttribute({ chain }: Picked, { at, attribute, value }: Anchor): Proposal {
  const anchor = chain[at];
  const css = `${at === 0 && anchor && CONTROLS.has(anchor.tag) ? anchor.tag : ''}[${attribute}="${value}"]`;
  const tail = at === 0 ? '' : tailOf(chain, at);
  const name = nameIn(value);
  return {
    how: 'attribute',
    locator: { css: css + tail },
    deep: chain.some((node, level) => level > 0 && node.shadow),
    ...(name === null ? {} : { name }),
  };
}

/** From the anchor down to the element: by its role or kind, through shadow roots where there are any. */
function tailOf(chain: readonly PickedNode[], at: number): string {
  const target = chain[0];
  if (!target) return '';
  const through = chain.slice(1, at + 1).some((node) => node.shadow) ? ' >>> ' : ' ';
  return through + kindOf(target);
}

function kindOf({ tag, attributes }: PickedNode): string {
  const slot = attributes['data-output-element-id'];
  if (slot !== undefined && !isCounter(slot)) return `[data-output-element-id="${slot}"]`;
  if (attributes['role'] === 'combobox') return `${tag}[role=combobox]`;
  if (CONTROLS.has(tag) || tag.includes('-')) return tag;
  const last = Object.entries(attributes).find(
    ([name, value]) => name.startsWith('data-') && !NEVER.test(name) && !looksGenerated(value),
  );
  return last ? `[${last[0]}="${last[1]}"]` : tag;
}

/** The CRM's own name of the field inside an attribute's value: the last word of it. */
function nameIn(value: string): string | null {
  const word =
    /(?:^|[.:\s])(\w+)(?:$|-FieldSection|\.fieldControl)/.exec(value)?.[1] ?? /(\w+)$/.exec(value)?.[1] ?? null;
  return word !== null && /^[a-z]/i.test(word) ? word : null;
}

function byLabel({ label, chain }: Picked): Proposal[] {
  const target = chain[0];
  if (!label || !target || label.text === '' || label.text.length > 80) return [];
  const rule = labelRule(label);
  const deep = chain.some((node, level) => level > 0 && node.shadow);
  return rule ? [{ how: 'label', locator: { labels: [label.text] }, labels: rule, deep }] : [];
}

function labelRule({ to, label, around, value }: PickedLabel): LabelRule | null {
  const css = classOf(label);
  if (to !== 'within') return { label: css, to };
  if (!around || !value) return null;
  const outer = classOf(around);
  // A bare tag around would be the first of its kind anywhere.
  return outer === around.tag && !around.tag.includes('-') && !['tr', 'li', 'fieldset'].includes(outer)
    ? null
    : { label: css, to, around: outer, value: classOf(value) };
}

/** How a kind of element is told: by its tag where that says enough, else with a class that somebody wrote. */
function classOf({ tag, attributes }: PickedNode): string {
  if (['label', 'dt', 'dd', 'th', 'td', 'legend'].includes(tag)) return tag;
  const written = writtenClass(attributes);
  return written === null ? tag : `${tag}.${written}`;
}

/** A class that somebody wrote; null where a build tool made them all up. */
export function writtenClass(attributes: PickedNode['attributes']): string | null {
  const classes = (attributes['class'] ?? '').split(/\s+/);
  return classes.find((name) => /^-?[_a-z][\w-]*$/i.test(name) && !looksGenerated(name)) ?? null;
}

function byId({ chain }: Picked): Proposal[] {
  const target = chain[0];
  const id = target?.attributes['id'];
  if (!target || id === undefined || !/^[a-z][\w-]*$/i.test(id) || looksGenerated(id)) return [];
  const deep = chain.some((node, level) => level > 0 && node.shadow);
  return [{ how: 'id', locator: { css: `#${id}` }, deep }];
}
