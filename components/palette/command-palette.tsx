import { Suspense, useEffect, useState, type JSX } from 'react';
import { LaterPalette } from '@/components/ui/later';
import { useLoadedWords } from '@/lib/queries/use-words';
import { actionsIn, type Action } from './actions';

/** Opened by Ctrl or Cmd with K anywhere on a page of ours; the CRM's own keys stay its own, as the page around is another. */
export function CommandPalette(): JSX.Element | null {
  const words = useLoadedWords();
  const [actions, setActions] = useState<readonly Action[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setActions((now) => (now === null ? actionsIn(document.getElementById('root') ?? document) : null));
    };
    window.addEventListener('keydown', onKeyDown, { signal: stop.signal });
    return () => stop.abort();
  }, []);
  if (actions === null || words === null) return null;
  const choose = (id: string): void => {
    setActions(null);
    // Once the palette is gone and has given the focus back.
    setTimeout(() => actions.find((action) => action.id === id)?.run(), AFTER_MS);
  };
  return (
    <Suspense fallback={null}>
      <LaterPalette
        label={words.t('start.palette.label')}
        nothing={words.t('start.palette.nothing')}
        choices={actions}
        onChoose={choose}
        onClose={() => setActions(null)}
      />
    </Suspense>
  );
}

const AFTER_MS = 50;
