import type { ReadPlan } from '@/lib/crm/adapter-schema';
import type { RawReading } from '@/lib/domain/raw-reading';
import { atEnd } from './at-end';
import { openPane, readPane, type PaneContent } from './read';
import { watchEdits } from './unsaved';

/** A page goes on rendering after the record's marker appears: this long without a mutation counts as settled. */
const QUIET_MS = 120;
/** A page that never rests (a ticking clock) is still read this often. */
const MAX_WAIT_MS = 1_000;
/** After a navigation the old record may still be on screen under the new address; it is not believed for this long. */
const DISTRUST_MS = 5_000;
/** Without the record's marker for this long, the page is reported as not readable (and still watched). */
const NOT_READABLE_MS = 8_000;

/** What the watcher has to say: a reading, or that the record does not appear. */
export type Seen = { type: 'reading'; reading: RawReading } | { type: 'notReadable' };

/** The last record shown before, so that its leftovers are not taken for the new one. */
export type Leftover = { recordId: string; fields: PaneContent['fields'] } | null;

/**
 * Reads a record now and whenever the page changes, until aborted.
 * The first reading is sent as soon as the record's marker is there; later ones only if something differs.
 */
export function watchRecord(options: {
  plan: ReadPlan;
  recordId: string;
  document: Document;
  leftover: Leftover;
  now: () => number;
  emit: (seen: Seen) => void;
  signal: AbortSignal;
}): void {
  const { plan, recordId, document, leftover, now, emit, signal } = options;
  const startedAt = now();
  const edits = watchEdits(document, signal);
  let lastContent: string | null = null;

  const read = (): void => {
    const pane = openPane(plan, document, recordId);
    if (!pane) return;
    const content = readPane(plan, pane, edits, (roots) => changes.watchShadows(roots));
    const text = JSON.stringify(content);
    if (text === lastContent || isLeftover(content)) return;
    lastContent = text;
    // That edits were stored shows in nothing but a class, in some CRMs.
    if (content.unsaved) changes.watchClasses();
    emit({ type: 'reading', reading: reading(content) });
  };
  const isLeftover = ({ fields }: PaneContent): boolean =>
    leftover !== null &&
    leftover.recordId !== recordId &&
    now() - startedAt < DISTRUST_MS &&
    isSameRecord(leftover.fields, fields);
  const reading = (content: PaneContent): RawReading => ({
    source: 'page',
    url: document.location.href,
    recordId,
    readAt: now(),
    language: document.documentElement.lang || null,
    ...content,
  });

  const changes = onChange(document, () => lastContent !== null, read, signal);
  read();
  // Identical twins of the record before are believed once the distrust is over.
  later(DISTRUST_MS, read, signal);
  later(NOT_READABLE_MS, () => lastContent === null && emit({ type: 'notReadable' }), signal);
}

type Changes = {
  watchClasses: () => void;
  /** Shadows are trees of their own: what changes in one is not heard outside of it. */
  watchShadows: (roots: readonly ParentNode[]) => void;
};

/**
 * Calls back after DOM changes and edits. While nothing was read yet, at once: a timer would wait behind the host's own long
 * tasks, and looking for the record's marker costs next to nothing. After that, once the page is quiet.
 */
export function onChange(
  document: Document,
  hasRead: () => boolean,
  callback: () => void,
  signal: AbortSignal,
): Changes {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitingSince = 0;
  const run = (): void => {
    timer = undefined;
    callback();
  };
  const schedule = (): void => {
    if (!hasRead()) return callback();
    if (timer === undefined) waitingSince = performance.now();
    else if (performance.now() - waitingSince > MAX_WAIT_MS) return;
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_MS);
  };
  const observer = new MutationObserver(schedule);
  const shadows = new WeakSet<ParentNode>();
  const nodes = { childList: true, characterData: true, subtree: true };
  observer.observe(document.documentElement, nodes);
  document.addEventListener('input', schedule, { capture: true, passive: true, signal });
  document.addEventListener('change', schedule, { capture: true, passive: true, signal });
  atEnd(signal, () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  return {
    watchClasses: () =>
      observer.observe(document.documentElement, { ...nodes, attributeFilter: ['class', 'style', 'hidden'] }),
    watchShadows: (roots) => {
      for (const root of roots) {
        if (!(root instanceof ShadowRoot) || shadows.has(root)) continue;
        shadows.add(root);
        observer.observe(root, nodes);
      }
    },
  };
}

/** By name where both show one: the old record may go on loading its other parts under the new address. */
function isSameRecord(before: PaneContent['fields'], after: PaneContent['fields']): boolean {
  const [a, b] = [before['name'], after['name']];
  if (a?.state === 'value' && b?.state === 'value') return a.text === b.text;
  return JSON.stringify(before) === JSON.stringify(after);
}

function later(ms: number, callback: () => void, signal: AbortSignal): void {
  const timer = setTimeout(callback, ms);
  atEnd(signal, () => clearTimeout(timer));
}
