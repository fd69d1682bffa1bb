import type { WriteTarget } from '@/lib/crm/adapter-write-schema';
import { fold, normalLabel, shownText } from '@/lib/crm/page/text';
import { findPath, preferVisible } from '@/lib/crm/page/find';
import { until } from './until';

/** How long a list of options may take to open. */
const OPTIONS_MS = 5_000;

/** What is to stand in a control, as its kinds take it. */
export type Wanted = {
  /** As a person types it here. */
  typed: string;
  /** As HTML's own date and number inputs take it. */
  plain: string;
  /** What a choice of nothing reads like in this CRM, besides nothing at all. */
  blank: readonly string[];
};

/** The roots of the whole document: lists of choices hang on the body. `but`: only what is on screen, and none of these. */
export type Everywhere = { roots: () => readonly ParentNode[]; deep: boolean; but?: ReadonlySet<Element> };

/** What of the form a control may need besides itself. */
type Around = { everywhere: Everywhere; visible: (css: string) => HTMLElement[] };

/** What a control holds, as text; empty for nothing. */
export function heldBy(element: Element): string {
  if (element instanceof HTMLSelectElement) return fold(element.selectedOptions[0]?.textContent ?? '');
  if (element instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(element.type)) return String(element.checked);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return element.value;
  return element.getAttribute('data-value') ?? shownText(element);
}

/** A choice that is not offered, with those that are. */
export type NoOption = { offers: string[] };

const OPTION = '[role=option]';

/** How long a control may take to make a typed text its value. */
const TAKEN_MS = 60;

/** As many choices as a person would read through. */
const MOST_OFFERS = 40;

/** Brings a control to what is wanted; null when that is done. */
export async function setControl(
  element: HTMLElement,
  target: WriteTarget,
  wanted: Wanted,
  { everywhere, visible }: Around,
): Promise<NoOption | null> {
  if (target.choices) return pressChoice(target.choices, wanted, visible);
  switch (target.control) {
    case 'input':
    case 'textarea':
    case 'date':
      return setText(element, wanted);
    case 'select':
      return setSelect(element, wanted);
    case 'checkbox':
      return setChecked(element, wanted.typed);
    case 'combobox':
      return choose(element, target, wanted, everywhere);
    case 'radio':
    case 'path':
      return clickOption(target, wanted, everywhere);
  }
}

/** Both events, always: which one counts differs by framework and by control. */
async function setText(element: HTMLElement, { typed, plain }: Wanted): Promise<NoOption | null> {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return { offers: [] };
  const native = element instanceof HTMLInputElement && /^(?:date|number|datetime-local)$/.test(element.type);
  element.focus({ preventScroll: true });
  element.value = native ? plain : typed;
  announce(element);
  // A date picker takes its text in a turn of its own; leaving the control before that would empty it.
  await new Promise((resolve) => setTimeout(resolve, TAKEN_MS));
  element.blur();
  return null;
}

function setSelect(element: HTMLElement, wanted: Wanted): NoOption | null {
  if (!(element instanceof HTMLSelectElement)) return { offers: [] };
  const named = [...element.options].map((option) => ({ option, label: fold(option.textContent ?? '') }));
  const found = named.find(({ option, label }) => readsLike(label, wanted) || option.value === wanted.typed);
  if (!found) return { offers: named.map(({ label }) => label).slice(0, MOST_OFFERS) };
  element.value = found.option.value;
  announce(element);
  return null;
}

/** Ticked or not: any other word is no choice of a box, and must not tick it off. */
function setChecked(element: HTMLElement, text: string): NoOption | null {
  if (!(element instanceof HTMLInputElement)) return { offers: [] };
  const wanted = normalLabel(text);
  if (wanted !== 'true' && wanted !== 'false') return { offers: ['true', 'false'] };
  if (element.checked !== (wanted === 'true')) element.click();
  return null;
}

/** Opens the list, types where it searches, clicks the choice; a list without it is closed again. */
async function choose(
  element: HTMLElement,
  target: WriteTarget,
  wanted: Wanted,
  everywhere: Everywhere,
): Promise<NoOption | null> {
  // The list that was opened last closes a moment later; its choices read like this one's.
  const css = filled(target.option ?? OPTION, wanted);
  const others = new Set(shown(css, { ...everywhere, but: new Set() }));
  press(element);
  if (target.type !== undefined) await typeInto(target.type, wanted.typed, everywhere);
  const failed = await clickOption(target, wanted, { ...everywhere, but: others });
  if (!failed) return null;
  const listening = document.activeElement ?? element;
  listening.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  return failed;
}

/** A control of which each choice has a button of its own. */
async function pressChoice(
  choices: Readonly<Record<string, string>>,
  { typed }: Wanted,
  visible: (css: string) => HTMLElement[],
): Promise<NoOption | null> {
  const css = Object.entries(choices).find(([label]) => normalLabel(label) === normalLabel(typed))?.[1];
  const button = css === undefined ? null : await until(() => visible(css)[0] ?? null, OPTIONS_MS);
  if (button) press(button);
  const offered = Object.entries(choices).filter(([, each]) => visible(each).length > 0);
  return button ? null : { offers: offered.map(([label]) => label) };
}

async function typeInto(css: string, text: string, everywhere: Everywhere): Promise<void> {
  const input = await until(() => shown(css, everywhere)[0] ?? null, OPTIONS_MS);
  if (!(input instanceof HTMLInputElement)) return;
  input.focus({ preventScroll: true });
  input.value = text;
  announce(input);
}

async function clickOption(target: WriteTarget, wanted: Wanted, everywhere: Everywhere): Promise<NoOption | null> {
  const option = await until(() => optionOf(target, wanted, everywhere), OPTIONS_MS);
  if (!option) return { offers: offersOf(target, everywhere) };
  press(option);
  const { chosen } = target;
  // A button that confirms what was chosen before would bring about that.
  if (chosen !== undefined && !(await until(() => isShown(chosen, wanted, everywhere), OPTIONS_MS)))
    return { offers: offersOf(target, everywhere) };
  if (target.confirm !== undefined) {
    const { confirm } = target;
    const button = await until(() => shown(confirm, everywhere)[0] ?? null, OPTIONS_MS);
    if (button) press(button);
  }
  return null;
}

/** The visible choices, where the recipe does not name one by its value. */
function offersOf({ option = OPTION }: WriteTarget, everywhere: Everywhere): string[] {
  if (/\{(?:value|label)\}/.test(option)) return [];
  const texts = shown(option, everywhere).map((element) => shownText(element).slice(0, 120));
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, MOST_OFFERS);
}

/** The choice that the recipe names by its value or label, else the visible one that reads like it. */
export function optionOf({ option = OPTION }: WriteTarget, wanted: Wanted, everywhere: Everywhere) {
  const css = filled(option, wanted);
  const found = shown(css, everywhere);
  if (css !== option) return found[0] ?? null;
  return found.find((element) => readsLike(shownText(element), wanted)) ?? null;
}

function readsLike(label: string, { typed, blank }: Wanted): boolean {
  return typed === '' ? blank.includes(label) : normalLabel(label) === normalLabel(typed);
}

/** Whether a selector that names the choice shows something. */
export function isShown(css: string, wanted: Wanted, everywhere: Everywhere): boolean {
  return shown(filled(css, wanted), everywhere).length > 0;
}

function filled(css: string, { typed }: Wanted): string {
  return css.replaceAll('{value}', CSS.escape(typed)).replaceAll('{label}', CSS.escape(typed));
}

function shown(css: string, { roots, deep, but }: Everywhere): HTMLElement[] {
  const found = findPath(roots(), css, deep);
  // A list that is opening has nothing on screen yet: what is hidden is another one's.
  const own = but && found.filter((element) => !but.has(element) && element.checkVisibility());
  return (own ?? preferVisible(found)).filter((element): element is HTMLElement => element instanceof HTMLElement);
}

/** A whole press: libraries listen to any one of its events. */
export function press(element: HTMLElement): void {
  const options = { bubbles: true, composed: true, cancelable: true, button: 0, view: window };
  element.dispatchEvent(new PointerEvent('pointerdown', { ...options, pointerType: 'mouse', isPrimary: true }));
  element.dispatchEvent(new MouseEvent('mousedown', options));
  element.focus({ preventScroll: true });
  element.dispatchEvent(new PointerEvent('pointerup', { ...options, pointerType: 'mouse', isPrimary: true }));
  element.dispatchEvent(new MouseEvent('mouseup', options));
  element.click();
}

/** As the browser sends them: `input` leaves the shadow tree, `change` does not, or a host would hear it without its detail. */
function announce(element: HTMLElement): void {
  element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}
