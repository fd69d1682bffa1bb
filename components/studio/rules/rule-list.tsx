import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useDeferredValue, useMemo, useRef, useState, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import type { OutlineItem } from '@/lib/studio/outline';

const ROW_HEIGHT = 46;

type RuleListProps = {
  outline: readonly OutlineItem[];
  /** Until the text has been read for the first time, nothing is known of its rules. */
  state: 'reading' | 'read' | 'failed';
  chosen: OutlineItem | null;
  choose: (item: OutlineItem) => void;
};

/** Every rule and field of the draft; only those in view are in the page. */
export const RuleList = memo(function RuleList({ outline, state, chosen, choose }: RuleListProps): JSX.Element {
  const { t } = useWords();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const rows = useMemo(
    () =>
      outline.filter(({ id, title, stage = '', from = '' }) =>
        `${id}\n${title}\n${stage}\n${from}`.toLowerCase().includes(wanted),
      ),
    [outline, wanted],
  );
  const frame = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises here, and what it returns stays in this component
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  return (
    <>
      <label className="studio-field">
        {state === 'read'
          ? t('studio.list.find', { count: outline.length })
          : t(state === 'reading' ? 'studio.list.reading' : 'studio.list')}
        <input type="search" className="input" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      {state === 'read' && rows.length === 0 && (
        <p className="muted">{outline.length === 0 ? t('studio.list.empty') : t('studio.list.nothing')}</p>
      )}
      <div
        ref={frame}
        className="studio-list"
        tabIndex={rows.length === 0 ? undefined : 0}
        role="region"
        aria-label={t('studio.list')}
      >
        <ul style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const item = rows[index];
            return (
              item && (
                <li key={`${item.kind} ${item.id} ${index}`} style={{ transform: `translateY(${start}px)` }}>
                  <button
                    type="button"
                    className="studio-row"
                    data-inherited={item.from === undefined ? undefined : ''}
                    aria-current={item === chosen ? 'true' : undefined}
                    onClick={() => choose(item)}
                  >
                    <span className="studio-row-title">{item.title}</span>
                    <span className="muted small">
                      {t(`studio.kind.${item.kind}`)}
                      {item.stage !== undefined && ` · ${item.stage}`}
                      {item.from !== undefined && ` · ${t('studio.inherited.from', { pack: item.from })}`}
                    </span>
                  </button>
                </li>
              )
            );
          })}
        </ul>
      </div>
    </>
  );
});
