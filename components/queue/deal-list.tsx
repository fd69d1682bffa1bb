import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useLayoutEffect, useRef, useState, type JSX, type KeyboardEvent, type RefObject } from 'react';
import { level } from '@/components/panel/pill';
import { useWords } from '@/lib/queries/use-words';
import { amountText, stakeText, type QueueRow } from './texts';

const ROW_HEIGHT = 82;
const PAGE = 8;

type DealListProps = {
  rows: readonly QueueRow[];
  labelledBy: string;
  open: (dealId: string) => void;
  unopened: string | null;
};

/** Deals in their order; only those near the window are in the document. Arrows move, Enter opens the deal in the CRM. */
export function DealList({ rows, labelledBy, open, unopened }: DealListProps): JSX.Element {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [wanted, setActive] = useState(0);
  const top = useTop(list);
  const active = Math.min(wanted, rows.length - 1); // the list empties under the cursor
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises here, and what it returns stays in this component
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollerOf(list.current),
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (at) => rows[at]?.dealId ?? at,
    overscan: 6,
    scrollMargin: top,
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && rows[active]) return open(rows[active].dealId);
    const next = moved(event.key, active, rows.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    virtual.scrollToIndex(next);
  };
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-labelledby={labelledBy}
      aria-activedescendant={`${id}-${active}`}
      className="queue-list"
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={onKeyDown}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index];
        return (
          row && (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              role="option"
              id={`${id}-${index}`}
              aria-selected={index === active}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              tabIndex={-1}
              className="queue-row"
              style={{ transform: `translateY(${start - top}px)` }}
              onClick={() => {
                setActive(index);
                open(row.dealId);
              }}
              onKeyDown={onKeyDown}
            >
              <Row row={row} lost={row.dealId === unopened} />
            </div>
          )
        );
      })}
    </div>
  );
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-scroller]') ?? null;
}

/** How far below the top of what scrolls a list begins; what stands above may grow: other lists, notices. */
function useTop(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    const scroller = scrollerOf(element);
    if (!element || !scroller) return undefined;
    const measure = (): void =>
      setTop(element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop);
    measure();
    const observer = new ResizeObserver(measure);
    for (const child of scroller.children) observer.observe(child);
    return () => observer.disconnect();
  }, [list]);
  return top;
}

const KEYS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + PAGE,
  PageUp: (at) => at - PAGE,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

function moved(key: string, at: number, count: number): number | null {
  const to = KEYS[key]?.(at, count);
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

/** What a row shows, in the order in which it is read out. */
function Row({ row, lost }: { row: QueueRow; lost: boolean }): JSX.Element {
  const words = useWords();
  const { t, number } = words;
  const { name, stage, amount, risk, gaps, steps } = row;
  const [step] = steps;
  return (
    <>
      <span className="queue-line">
        <bdi className="queue-name">{name}</bdi>
        <span className="queue-stake">
          <span className="visually-hidden">{t('queue.stake.said')} </span>
          {stakeText(row, words)}
        </span>
      </span>
      <span className="queue-line small muted">
        <span>
          <bdi>{stage ?? t('queue.stage.unknown')}</bdi> · {amountText(amount, words)}
        </span>
        {risk && (
          <span className="queue-risk" data-level={level(risk.risk)}>
            {t('queue.risk', {
              risk: risk.state === 'score' ? number(risk.risk) : `${number(risk.low)}–${number(risk.high)}`,
            })}
          </span>
        )}
      </span>
      <span className="queue-tags small">
        {gaps.slice(0, 3).map(({ field, label }) => (
          <span key={field} className="tag">
            {words.said(label)}
          </span>
        ))}
        {gaps.length > 3 && <span className="muted">{t('queue.moreGaps', { count: gaps.length - 3 })}</span>}
        {gaps.length === 0 && step && <span className="muted">{t('queue.next', { step: step.title })}</span>}
      </span>
      {lost && (
        <span className="small problem" role="alert">
          {t('queue.lost')}
        </span>
      )}
    </>
  );
}
