import { useEffect, useRef, useState, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import type { Known } from './completion';
import type { ValueOf } from './hover';
import type { EditorHandle, Moves } from './mount';

type EditorProps = {
  /** What to begin with; the text is the editor's from then on. */
  first: string;
  /** Gives the editor away while it is there. */
  hold: (editor: EditorHandle | null) => void;
  known: () => Known;
  valueOf: ValueOf;
  onReady: () => void;
  onChange: () => void;
  onMoves: (moves: Moves) => void;
  onRule: (id: string | null) => void;
};

/** The text of the pack. The editor's code comes when it is first shown: the rest of the page does not wait for it. */
export function Editor({ first, hold, known, valueOf, onReady, ...events }: EditorProps): JSX.Element {
  const { t } = useWords();
  const parent = useRef<HTMLDivElement>(null);
  const latest = useRef({ known, valueOf, onReady, ...events });
  const [begin] = useState({ first, label: t('studio.text.label') });
  useEffect(() => {
    latest.current = { known, valueOf, onReady, ...events };
  });
  useEffect(() => {
    let stopped = false;
    let editor: EditorHandle | null = null;
    const mount = async (): Promise<void> => {
      const { mountEditor } = await import('./mount');
      if (stopped || parent.current === null) return;
      editor = mountEditor({
        parent: parent.current,
        text: begin.first,
        label: begin.label,
        known: () => latest.current.known(),
        valueOf: (expression) => latest.current.valueOf(expression),
        onChange: () => latest.current.onChange(),
        onMoves: (moves) => latest.current.onMoves(moves),
        onRule: (id) => latest.current.onRule(id),
      });
      hold(editor);
      latest.current.onReady();
    };
    void mount();
    return () => {
      stopped = true;
      hold(null);
      editor?.destroy();
    };
  }, [begin, hold]);
  return <div className="studio-text" ref={parent} data-ready="" />;
}
