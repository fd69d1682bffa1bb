import { useCallback, useEffect, useRef, useState } from 'react';
import { dropStudioDraft, readStudioDraft, writeStudioDraft } from '@/lib/cache/studio-draft';
import { makeStudioWorker } from './studio-worker';
import { usePackInUse } from './use-studio';

/** How long after a key the draft is written down: closing the page loses no more than that, and the page writes then, too. */
const KEEP_MS = 400;

export type StudioDraftStore = {
  /** What to begin with: the kept draft, else the pack in use; null until it is read. */
  first: string | null;
  /** Why there is nothing to begin with, when the extension does not answer; `again` asks once more. */
  problem: string | null;
  again: () => void;
  /** Whether there is a draft that is kept: else it is the pack in use. */
  kept: boolean;
  keep: (text: string) => void;
  /** Forgets the draft and gives the text of the pack in use. */
  discard: () => Promise<string>;
  /** The draft was put in: what is in use is what was written, and nothing else need be kept. */
  done: () => Promise<void>;
};

/** The draft: read once, kept as it changes. */
export function useStudioDraft(): StudioDraftStore {
  const inUse = usePackInUse();
  const [first, setFirst] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const { data, error, refetch } = inUse;

  useEffect(() => {
    // Without an answer nobody knows what is in use: an empty draft would look as if nothing were.
    if (data === undefined || first !== null) return;
    const begin = async (): Promise<void> => {
      const draft = await readStudioDraft();
      const text = draft?.text ?? (await asYaml(data?.text ?? EMPTY_PACK));
      setKept(draft !== null);
      setFirst(text);
    };
    void begin();
  }, [data, first]);

  const write = useCallback((): void => {
    const { current } = waiting;
    if (current === null) return;
    clearTimeout(current.timer);
    waiting.current = null;
    void writeStudioDraft({ text: current.text, at: Date.now() }).then(() => setKept(true));
  }, []);
  const keep = useCallback(
    (text: string): void => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current = { text, timer: setTimeout(write, KEEP_MS) };
    },
    [write],
  );
  useEffect(() => {
    // A page that is being closed or put away may never come back.
    document.addEventListener('visibilitychange', write);
    window.addEventListener('pagehide', write);
    return () => {
      document.removeEventListener('visibilitychange', write);
      window.removeEventListener('pagehide', write);
    };
  }, [write]);
  const done = async (): Promise<void> => {
    // The text with its comments stays: what is in use has lost them on its way.
    write();
    setKept(false);
    await Promise.resolve();
  };
  const discard = async (): Promise<string> => {
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = null;
    await dropStudioDraft();
    setKept(false);
    return asYaml(data?.text ?? EMPTY_PACK);
  };
  const again = (): void => void refetch();
  return { first, problem: error?.message ?? null, again, kept, keep, discard, done };
}

/** What a first pack begins with. */
const EMPTY_PACK = `fairlead: 1
id: ours
version: 1
title: Our process
extends: [meddpicc]
`;

async function asYaml(text: string): Promise<string> {
  const worker = makeStudioWorker();
  // What comes as JSON can be written on as it is.
  const yaml = await worker.ask('asYaml', { text }).catch(() => text);
  worker.stop();
  return yaml;
}
