import { openPane, fieldElements } from '@/lib/crm/page/read';
import type { MarkMessage, MarkTask, PageMarks } from '@/lib/crm/mark-messages';
import { focusable, isUnderPanel, shownPart, spotBeside } from './anchor';
import { markButton, STYLES, type MarkButton } from './mark-button';
import { onMoves } from './moves';

/** A page that keeps taking the marks away is not fought. */
const MOST_RETURNS = 3;

type Tell = (message: MarkMessage) => void;
/** `isAlive`: false once the extension that put this script here was updated or removed. */
type MarksHost = { document: Document; tell: Tell; isAlive: () => boolean };

type Shown = { task: MarkTask; buttons: MarkButton[]; stop: AbortController };

/**
 * Marks beside fields with gaps. They lie over the page in a closed root of their own, follow what moves, and touch nothing of
 * the page: no element of it is changed, and none is trusted for more than its place.
 */
export function pageMarks({ document, tell, isAlive }: MarksHost): PageMarks {
  const { host, root } = makeHost(document);
  let shown: Shown | null = null;
  let returns = 0;
  const clear = (): void => {
    shown?.stop.abort();
    shown?.buttons.forEach((button) => button.remove());
    shown = null;
    host.remove();
  };
  const attach = (): boolean => {
    if (host.isConnected) return true;
    returns += 1;
    if (returns > MOST_RETURNS) return false;
    document.documentElement.append(host);
    return true;
  };
  const show = (task: MarkTask): void => {
    clear();
    if (task.marks.length === 0) return;
    returns = 0;
    const stop = new AbortController();
    const buttons = task.marks.map((mark) =>
      markButton({
        mark,
        hide: task.words.hide,
        root,
        onOpen: () => tell({ type: 'fairlead:mark', act: 'open', field: mark.field }),
        onHide: () => {
          clear();
          tell({ type: 'fairlead:mark', act: 'off', field: mark.field });
        },
      }),
    );
    shown = { task, buttons, stop };
    const place = placer(task, buttons, host);
    onMoves(document, place.roots, () => (isAlive() && attach() ? place.all() : clear()), stop.signal);
  };
  return {
    show,
    clear,
    reach: (task, field) => {
      const element = found(task, document, [field]).get(field);
      if (!element) return 'absent';
      // At once: while it moves, nobody can say what covers it.
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const button = shown?.buttons.find((each) => each.field === field);
      const control = focusable(element);
      button?.point();
      control?.focus({ preventScroll: true });
      return isUnderPanel(element) ? 'covered' : 'shown';
    },
  };
}

/** Puts each mark beside its field, which is looked for anew once it has gone: frameworks replace what they show. */
function placer(task: MarkTask, buttons: readonly MarkButton[], host: HTMLElement) {
  const document = host.ownerDocument;
  const fields = task.marks.map(({ field }) => field);
  let elements = found(task, document, fields);
  return {
    roots: () => [...elements.values()].map((element) => element.getRootNode()),
    all: () => {
      const gone = fields.some((field) => elements.get(field)?.checkVisibility() !== true);
      if (gone) elements = found(task, document, fields);
      const spots = buttons.map(({ field }) => {
        const element = elements.get(field);
        return element ? spotBeside(element, host) : null;
      });
      buttons.forEach((button, at) => button.put(spots[at] ?? null));
    },
  };
}

function found({ plan, recordId }: MarkTask, document: Document, fields: readonly string[]): Map<string, Element> {
  const pane = openPane(plan, document, recordId);
  const elements = pane ? fieldElements(plan, pane, fields) : new Map<string, Element>();
  return new Map([...elements].map(([field, element]) => [field, shownPart(element)]));
}

function makeHost(document: Document): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement('div');
  const rules = {
    all: 'initial',
    position: 'fixed',
    left: '0',
    top: '0',
    width: '0',
    height: '0',
    // Below the panel's frame, above the page.
    'z-index': '2147483646',
    'pointer-events': 'none',
  };
  for (const [name, value] of Object.entries(rules)) host.style.setProperty(name, value, 'important');
  const root = host.attachShadow({ mode: 'closed' });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox keeps sheets of an isolated world out of the page's roots.
    const style = document.createElement('style');
    style.textContent = STYLES;
    root.append(style);
  }
  return { host, root };
}
