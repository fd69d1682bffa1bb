import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { currentClock } from '@/lib/messaging/current-clock';
import { useLearned } from '@/lib/queries/use-learned';
import { useQueueTenants } from '@/lib/queries/use-queue';
import { useKeptDeal, useStudioWorkers, useTask, type ChosenDeal } from '@/lib/queries/use-studio';
import { useWords } from '@/lib/queries/use-words';
import type { Diagnostic } from '@/lib/studio/analyse';
import type { TextEdit } from '@/lib/studio/edit';
import type { Desk } from './desk';
import type { Known } from './editor/completion';
import type { ValueOf } from './editor/hover';
import type { EditorHandle } from './editor/mount';
import { shownText } from './shown';

/** How long after a key the draft is looked at: shorter than a pause, longer than between two keys. */
const SETTLE_MS = 120;
/** Weak places take longer to find, and nobody waits for them. */
const WEAKNESSES_MS = 900;

type OpenDesk = {
  desk: Desk;
  handle: RefObject<EditorHandle | null>;
  editor: {
    hold: (editor: EditorHandle | null) => void;
    known: () => Known;
    valueOf: ValueOf;
    onReady: () => void;
    onChange: () => void;
  };
  tenants: ReturnType<typeof useQueueTenants>;
  setTenant: (tenant: string) => void;
};

/** The draft on the desk: its text is the editor's, everything else follows it a moment later. */
export function useDesk(first: string, keep: (text: string) => void): OpenDesk {
  const words = useWords();
  const { said } = words;
  const handle = useRef<EditorHandle | null>(null);
  const hold = useCallback((editor: EditorHandle | null): void => {
    handle.current = editor;
  }, []);
  const workers = useStudioWorkers();
  const { text, settle, onChange } = useSettledText(first, handle, keep);
  const input = useMemo(() => ({ text }), [text]);
  const analysed = useTask(workers.quick, 'analyse', input);
  const analysis = analysed.output ?? null;
  const fresh = analysed.of?.text === text;
  const goodText = useGoodText(analysis?.good === true ? (analysed.of?.text ?? null) : null);
  const goodInput = useMemo(() => (fresh && analysis?.good === true ? input : undefined), [fresh, analysis, input]);
  const weak = useTask(workers.slow, 'weaknesses', goodInput, WEAKNESSES_MS);
  const keys = useTask(workers.quick, 'keys', null);
  const tenants = useQueueTenants();
  const [wantedTenant, setTenant] = useState<string | null>(null);
  const tenant = tenants?.find((each) => each.tenant === wantedTenant)?.tenant ?? tenants?.[0]?.tenant ?? null;
  const model = useLearned(tenant)?.model ?? null;
  const [chosen, choose] = useState<ChosenDeal | null>(null);
  const kept = useKeptDeal(chosen) ?? null;

  useEffect(() => {
    if (analysed.of === undefined || analysis === null) return;
    const extra = weakPlaces(analysed.of, weak);
    handle.current?.show([...analysis.diagnostics, ...extra], analysed.of.text, said);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- of what was found, these two alone
  }, [analysed.of, analysis, weak.of, weak.output, said]);

  const apply: Desk['apply'] = (edit, madeFor) => {
    const done = handle.current?.apply(edit, madeFor) ?? false;
    if (done) settle();
    return done;
  };
  const edited = async (editOf: (text: string) => Promise<TextEdit | null>): Promise<boolean> => {
    // The text may move while the edit is being worked out: then it is worked out anew.
    for (let attempt = 0; attempt < 3; attempt++) {
      const madeFor = handle.current?.text() ?? text;
      const edit = await editOf(madeFor).catch(() => null); // a worker that failed says so above
      if (edit === null) return false;
      if (apply(edit, madeFor)) return true;
    }
    return false;
  };
  const desk: Desk = {
    text,
    goodText,
    analysis,
    weak: weakPlaces(analysed.of, weak),
    problem: analysed.problem,
    again: analysed.again,
    workers,
    tenant,
    model,
    chosen: chosen?.tenant === tenant ? chosen : null,
    choose,
    kept: chosen?.tenant === tenant ? kept : null,
    apply,
    wish: (wish) => edited((of) => workers.quick.ask('edit', { text: of, wish })),
    put: (put) => edited((of) => workers.quick.ask('put', { text: of, put })),
    replace: (next) => {
      handle.current?.replace(next);
      settle();
    },
    reveal: (range, chosenAlready) => handle.current?.reveal(range, chosenAlready),
  };
  const valueOf: ValueOf = async (expression) => {
    if (desk.kept === null || goodText === null) return null;
    const asked = { text: goodText, expression, kept: desk.kept, clock: currentClock() };
    const traced = await workers.quick.ask('value', asked);
    if (traced === null) return null;
    return words.t('studio.hover.value', { deal: desk.chosen?.name ?? '', value: shownText(traced.shown, words) });
  };
  const known = (): Known => ({ fields: analysis?.fields ?? [], keys: keys.output ?? {} });
  return { desk, handle, editor: { hold, known, valueOf, onReady: settle, onChange }, tenants, setTenant };
}

type Found = { of: { text: string } | undefined; output: readonly Diagnostic[] | undefined };

const NO_PLACES: readonly Diagnostic[] = [];

/** The weak places of the text that was analysed; none while those of another one are all there is. */
function weakPlaces(of: { text: string } | undefined, weak: Found): readonly Diagnostic[] {
  return of !== undefined && weak.of?.text === of.text ? (weak.output ?? NO_PLACES) : NO_PLACES;
}

function useSettledText(
  first: string,
  handle: RefObject<EditorHandle | null>,
  keep: (text: string) => void,
): { text: string; settle: () => void; onChange: () => void } {
  const [text, setText] = useState(first);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const settle = useCallback((): void => {
    const changed = timer.current !== null;
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    const now = handle.current?.text();
    if (now === undefined) return;
    setText(now);
    if (changed) keep(now);
  }, [handle, keep]);
  const onChange = useCallback((): void => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(settle, SETTLE_MS);
  }, [settle]);
  // What was typed last is kept also when the page goes before the pause has come.
  useEffect(() => {
    const leave = (): void => {
      const now = handle.current?.text();
      if (timer.current && now !== undefined) keep(now);
    };
    window.addEventListener('pagehide', leave, { capture: true });
    document.addEventListener('visibilitychange', leave, { capture: true });
    return () => {
      window.removeEventListener('pagehide', leave, { capture: true });
      document.removeEventListener('visibilitychange', leave, { capture: true });
    };
  }, [handle, keep]);
  return { text, settle, onChange };
}

/** The last text that compiled: what deals are tried on while the next one is being written. */
function useGoodText(now: string | null): string | null {
  const [good, setGood] = useState<string | null>(null);
  if (now !== null && now !== good) setGood(now);
  return now ?? good;
}
