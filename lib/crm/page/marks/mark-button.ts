import type { Mark } from '@/lib/crm/mark-messages';
import type { Spot } from './anchor';

/** One mark in our closed root: a button, and a tip that shows while the pointer or the focus is on either. */
export type MarkButton = {
  field: string;
  put: (spot: Spot | null) => void;
  /** Takes the focus, and shows for a moment that it is meant: a dialog of the CRM's may take the focus back. */
  point: () => void;
  remove: () => void;
};

type MarkOptions = { mark: Mark; hide: string; root: ShadowRoot; onOpen: () => void; onHide: () => void };

const TIP_WIDTH = 260;
const POINTED_MS = 4_000;

export function markButton({ mark, hide, root, onOpen, onHide }: MarkOptions): MarkButton {
  const { ownerDocument: document } = root.host;
  const place = document.createElement('div');
  place.className = 'mark';
  place.dataset['field'] = mark.field;
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-label', mark.name);
  button.className = 'dot';
  button.textContent = '!';
  const tip = tipOf(document, mark, hide, onHide);
  place.append(button, tip);
  root.append(place);

  // A page may raise events of its own: only the user's own clicks count.
  button.addEventListener('click', (event) => event.isTrusted && onOpen());
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') place.classList.add('quiet');
  });
  for (const type of ['pointerleave', 'focusout']) place.addEventListener(type, () => place.classList.remove('quiet'));

  return {
    field: mark.field,
    put: (spot) => {
      place.classList.toggle('shown', spot !== null);
      if (!spot) return;
      place.style.transform = `translate(${Math.round(spot.x)}px, ${Math.round(spot.y)}px)`;
      const { clientWidth, clientHeight } = document.documentElement;
      tip.classList.toggle('left', spot.x + TIP_WIDTH > clientWidth);
      tip.classList.toggle('above', spot.y + 140 > clientHeight);
    },
    point: () => {
      button.focus();
      place.classList.add('pointed');
      setTimeout(() => place.classList.remove('pointed'), POINTED_MS);
    },
    remove: () => place.remove(),
  };
}

function tipOf(document: Document, { name, why }: Mark, hide: string, onHide: () => void): HTMLElement {
  const tip = document.createElement('div');
  tip.className = 'tip';
  const title = document.createElement('strong');
  title.textContent = name;
  const text = document.createElement('p');
  text.textContent = why;
  const off = document.createElement('button');
  off.type = 'button';
  off.className = 'off';
  off.textContent = hide;
  off.addEventListener('click', (event) => event.isTrusted && onHide());
  tip.append(title, text, off);
  return tip;
}

/** Nothing of the page reaches in here, so that everything is said. */
export const STYLES = `
:host { color-scheme: light dark; }
.mark { position: fixed; left: 0; top: 0; width: 24px; height: 24px; visibility: hidden; pointer-events: none;
  font: 13px/1.4 system-ui, sans-serif; }
.mark.shown { visibility: visible; pointer-events: auto; }
.dot { display: grid; place-items: center; width: 24px; height: 24px; padding: 0; border: 0; background: none; cursor: pointer;
  font: 700 11px/1 system-ui, sans-serif; color: #fff; }
.dot::before { content: ''; position: absolute; inset: 4px; border-radius: 50%; background: #b02318; box-shadow: 0 0 0 1.5px #fff; z-index: -1; }
.mark { isolation: isolate; }
.dot:focus-visible, .off:focus-visible { outline: 2px solid #0a6570; outline-offset: 1px; border-radius: 4px; }
.mark.pointed .dot { outline: 3px solid #0a6570; outline-offset: 1px; border-radius: 50%; }
.tip { position: absolute; left: 0; top: 24px; width: max-content; max-width: ${TIP_WIDTH}px; padding: 8px 10px; border: 1px solid light-dark(#7c8894, #76828f);
  border-radius: 8px; background: light-dark(#fff, #16191d); color: light-dark(#1a1f24, #e8ecf0); display: none; text-align: start; overflow-wrap: anywhere; }
.tip.left { left: auto; right: 0; }
.tip.above { top: auto; bottom: 24px; }
.mark.shown:is(:hover, :focus-within) { z-index: 1; }
.mark.shown:is(:hover, :focus-within):not(.quiet) .tip { display: block; }
.tip p { margin: 2px 0 6px; }
.off { min-height: 24px; padding: 0; border: 0; background: none; color: light-dark(#0a6570, #5cc8d4); font: inherit; text-decoration: underline; cursor: pointer; }
@media (forced-colors: active) { .dot { color: ButtonText; } .dot::before { background: ButtonFace; border: 1px solid ButtonText; forced-color-adjust: none; } }
`;
