import type { ReadPlan, RowsPlan } from '@/lib/crm/adapter-schema';
import type { RawField, RawRow } from '@/lib/domain/raw-reading';
import { findIn, rootsOf } from './find';
import { readRow } from './read';
import { normalLabel, shownText } from './text';
import { onChange } from './watch';

/** More deals than this are not on one screen; the rest is left out. */
const MAX_ROWS = 500;

/** The deals on a list or board page, each with what is shown of it; `id` where the page says it. */
type RowsSeen = { kind: RowsPlan['kind']; rows: RawRow[] };

/** Reads the deals on screen; null while the page does not show them. Never throws on a page's doing. `onRoots` is told the trees it reads. */
export function readRows(
  plan: ReadPlan,
  document: Document,
  onRoots?: (roots: readonly ParentNode[]) => void,
): RowsSeen | null {
  for (const rows of plan.rows ?? []) {
    try {
      const roots = rootsOf(document, plan.deep === true);
      onRoots?.(roots);
      const seen = readOne(rows, plan, roots);
      if (seen) return seen;
    } catch {
      // A malformed selector of an imported adapter: as if the page did not show them.
    }
  }
  return null;
}

/** Reads the deals of a page, again whenever it changes, while they are wanted and the panel that shows them is on screen. */
export type RowsReader = {
  /** The plan of a page that holds deals; null on any other. */
  want: (plan: ReadPlan | null) => void;
  show: (panelIsShown: boolean) => void;
  stop: () => void;
};

/** A reader that tells each difference once. */
export function rowsReader(document: Document, emit: (seen: RowsSeen) => void): RowsReader {
  let watching = new AbortController();
  let wanted: ReadPlan | null = null;
  let shown = false;
  const stop = (): void => watching.abort();
  const restart = (): void => {
    stop();
    if (wanted && shown) watch(wanted);
  };
  const watch = (plan: ReadPlan): void => {
    watching = new AbortController();
    let last = '';
    const read = (): void => {
      const seen = readRows(plan, document, (roots) => changes.watchShadows(roots));
      const text = JSON.stringify(seen);
      if (!seen || text === last) return;
      last = text;
      emit(seen);
    };
    const changes = onChange(document, () => true, read, watching.signal);
    read();
  };
  return {
    want: (plan) => {
      wanted = plan;
      restart();
    },
    show: (panelIsShown) => {
      if (shown === panelIsShown) return;
      shown = panelIsShown;
      restart();
    },
    stop,
  };
}

function readOne(rows: RowsPlan, plan: ReadPlan, roots: readonly ParentNode[]): RowsSeen | null {
  const shown = (css: string): Element[] => findIn(roots, css).filter((element) => element.checkVisibility());
  if (shown(rows.shown).length === 0) return null;
  const found = shown(rows.rows).slice(0, MAX_ROWS);
  const headers = rows.columns === undefined ? [] : shown(rows.columns);
  return { kind: rows.kind, rows: found.map((row) => readDeal(rows, row, headers, plan)) };
}

function readDeal(rows: RowsPlan, row: Element, headers: readonly Element[], plan: ReadPlan): RawRow {
  const cells = [...row.children].filter((cell) => cell.checkVisibility());
  const labels = new Map<string, Element[]>();
  headers.forEach((header, index) => {
    const cell = cells[index];
    if (cell) labels.set(normalLabel(shownText(header)), [cell]);
  });
  const id = rows.id ? readRow({ id: { at: [rows.id] } }, row, plan)['id'] : undefined;
  const all: Record<string, RawField> = { ...readRow(rows.fields, row, plan, labels), ...(id ? { id } : {}) };
  // What a list does not show is no news of the deal.
  return Object.fromEntries(Object.entries(all).filter(([, field]) => field.state !== 'unknown'));
}
