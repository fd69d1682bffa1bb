/** One thing that can be done on the page: what a person would press, open or type into. */
export type Action = { id: string; label: string; hint: string; run: () => void };

const CONTROLS = 'button, summary, a[href], input, select, textarea';
const MAX_LABEL = 90;

/**
 * Everything that can be done below `root` right now, by the names that the controls already have. So the palette knows what every view
 * offers, in every language, and offers nothing that is not on the page.
 */
export function actionsIn(root: ParentNode): Action[] {
  const controls = [...root.querySelectorAll<HTMLElement>(CONTROLS)].filter(isUsable);
  return controls.flatMap((control, at) => {
    const label = nameOf(control);
    return label === '' ? [] : [{ id: String(at), label, hint: placeOf(control), run: () => go(control) }];
  });
}

function isUsable(control: HTMLElement): boolean {
  if (control.matches(':disabled, [hidden], [type=hidden], [data-palette=no]')) return false;
  return control.checkVisibility({ visibilityProperty: true });
}

function nameOf(control: HTMLElement): string {
  const named = control.getAttribute('aria-label') ?? (isField(control) ? labelOf(control) : control.textContent);
  const text = (named ?? '').replaceAll(/\s+/g, ' ').trim();
  return text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL - 1)}…` : text;
}

function isField(control: HTMLElement): control is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return control.matches('input, select, textarea');
}

function labelOf(control: HTMLElement): string {
  const { labels } = control as HTMLInputElement; // of every kind of field
  return labels?.[0]?.textContent ?? '';
}

/** The heading that a control stands below. */
function placeOf(control: HTMLElement): string {
  const heading = control.closest('section, form, li, details')?.querySelector('h2, h3');
  const text = heading?.firstChild?.textContent ?? control.closest('section')?.querySelector('h2')?.textContent ?? '';
  return text.trim();
}

/**
 * Goes to a control, and presses it if it is one to be pressed. One that writes is not ready while the palette lies over it, and
 * then only has the focus: a second key press is wanted, by somebody who sees it.
 */
function go(control: HTMLElement): void {
  control.scrollIntoView({ block: 'center' });
  control.focus();
  if (!isField(control) && control.getAttribute('aria-disabled') !== 'true') control.click();
}
