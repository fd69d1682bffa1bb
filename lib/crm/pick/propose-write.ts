import type { Route } from '@/lib/crm/adapter-schema';
import type { PageWrite, WriteTarget } from '@/lib/crm/adapter-write-schema';
import { DEAL_FIELDS, type DealFieldKey } from '@/lib/domain/fields';
import type { Picked, PickedNode } from './picked';
import { proposeLocators } from './propose-locator';

/** One control of the CRM's form, as it was picked. */
export type PickedControl = { key: DealFieldKey; target: WriteTarget; form: string; text: string; url: string };

/** What was picked to write with: the button that leads to the form (none: always editable), controls, and Save. */
export type PickedWriting = {
  open: string | null;
  controls: readonly PickedControl[];
  save: string | null;
  cancel: string | null;
};

export const NOTHING_PICKED: PickedWriting = { open: null, controls: [], save: null, cancel: null };

const CONTROLS: ReadonlySet<string> = new Set(['input', 'textarea', 'select']);
const BUTTON = /^(?:button|a|summary)$/;

/** A field's control and the form it is in; null where the picked element is none, or has nothing lasting to be found by. */
export function proposeControl(picked: Picked, key: DealFieldKey): PickedControl | null {
  const target = picked.chain[0];
  if (!target || !(CONTROLS.has(target.tag) || target.attributes['role'] === 'combobox')) return null;
  const css = proposeLocators(picked).flatMap(({ how, locator }) => (how === 'label' ? [] : [locator.css ?? '']))[0];
  if (css === undefined || css === '') return null;
  const kind = kindOf(target, key);
  return {
    key,
    form: formAround(picked),
    text: target.text,
    url: picked.url,
    target: {
      css,
      control: kind,
      ...(kind === 'combobox' ? { option: '[role=option]' } : {}),
      ...(picked.label ? { called: [picked.label.text] } : {}),
    },
  };
}

/** A button or link, by what it is named; null where nothing of it lasts. */
export function proposeButton(picked: Picked): string | null {
  const at = picked.chain.findIndex(
    ({ tag, attributes }) =>
      BUTTON.test(tag) || attributes['role'] === 'button' || (tag === 'input' && attributes['type'] === 'submit'),
  );
  const button = picked.chain[at];
  if (!button) return null;
  const own = proposeLocators({ ...picked, chain: [button], label: null })[0]?.locator.css;
  if (own !== undefined) return own;
  for (const name of ['aria-label', 'title'] as const) {
    const said = button.attributes[name];
    if (said !== undefined && said.length < 80 && !/["\\]/.test(said)) return `${button.tag}[${name}="${said}"]`;
  }
  return button.attributes['type'] === 'submit' ? `${button.tag}[type="submit"]` : null;
}

/** The recipe that fills the form; null until there is a control and a button to save with. */
export function proposeWriting({ open, controls, save, cancel }: PickedWriting, shown: string): PageWrite | null {
  const form = controls[0]?.form;
  if (form === undefined || save === null) return null;
  const typed = controls.find(({ key }) => DEAL_FIELDS[key].type === 'money')?.text ?? '';
  return {
    ...(open === null ? {} : { open }),
    form,
    ready: save,
    fields: Object.fromEntries(controls.map(({ key, target }) => [key, target])),
    save,
    // What was stored is read back and compared in any case.
    saved: open === null ? { shown: form } : { shown, gone: form },
    errors: [],
    ...(cancel === null ? {} : { cancel }),
    ...(/[^\d.-]/.test(typed) ? { numberFormat: 'locale' as const } : {}),
  };
}

/** The page on which a deal is changed, where its address is another than that of the deal; null: it is the same. */
export function proposeEditPage(
  url: string,
  record: Route['pages'][number],
  id: string,
): Route['pages'][number] | null {
  const { pathname, search, hash } = new URL(url);
  const text = { path: pathname, query: search, hash, all: pathname + search + hash }[record.in];
  if (new RegExp(record.pattern).test(text)) return null;
  const at = text.indexOf(id);
  if (at === -1) return null;
  const [before, after] = [text.slice(0, at), text.slice(at + id.length)].map((part) =>
    part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
  );
  return { kind: 'edit', in: record.in, pattern: `^${before}(?<id>[^/?#&;]+)${after}$` };
}

function kindOf({ tag, attributes }: PickedNode, key: DealFieldKey): WriteTarget['control'] {
  if (tag === 'select' || tag === 'textarea') return tag;
  if (attributes['role'] === 'combobox') return 'combobox';
  if (attributes['type'] === 'checkbox') return 'checkbox';
  return attributes['type'] === 'date' || DEAL_FIELDS[key].type === 'date' ? 'date' : 'input';
}

/** The form or dialog around a control, by a name of its own where it has one. */
function formAround({ chain }: Picked): string {
  const at = chain.findIndex(({ tag, attributes }) => tag === 'form' || attributes['role'] === 'dialog');
  const node = chain[at];
  if (!node) return 'body';
  const named = proposeLocators({ chain: [node], label: null, url: '' })[0]?.locator.css;
  const tag = node.tag === 'form' ? 'form' : '[role=dialog]';
  return named === undefined ? tag : `${tag === 'form' ? 'form' : ''}${named}`;
}
