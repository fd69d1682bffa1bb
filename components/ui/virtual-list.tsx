import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type JSX,
  type KeyboardEvent,
  type RefObject,
} from 'react';

const PAGE = 8;

type VirtualListProps<Row> = {
  rows: readonly Row[];
  /** The same function at each rendering. */
  keyOf: (row: Row) => string;
  /** What a row is about as high as, in px; each is measured. */
  rowHeight: number;
  labelledBy: string;
  onOpen: (row: Row) => void;
  /** The row that is open elsewhere on the page, by its key; it is brought into view. */
  current?: string | null;
  children: (row: Row) => JSX.Element;
};

/**
 * A list of thousands; only the rows near the window are in the document. Arrows move, Enter opens. It stands in an element marked
 * `data-scroller`.
 */
export function VirtualList<Row>({
  rows,
  keyOf,
  rowHeight,
  labelledBy,
  onOpen,
  current = null,
  children,
}: VirtualListProps<Row>): JSX.Element {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [wanted, setActive] = useState(0);
  const top = useTop(list);
  const active = Math.min(wanted, rows.length - 1); // the list empties under the cursor
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollerOf(list.current),
    ...usePlacing({ rows, keyOf, rowHeight }),
    overscan: 6,
    scrollMargin: top,
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && rows[active] !== undefined) return onOpen(rows[active]);
    const next = moved(event.key, active, rows.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const opened = usePlace(rows, keyOf, current);
  useEffect(() => {
    if (opened < 0) return;
    setActive(opened);
    virtual.scrollToIndex(opened);
    // oxlint-disable-next-line react/exhaustive-deps -- only when another row is opened: scrolling by hand is not undone
  }, [opened]);
  const drawn = virtual.getVirtualItems();
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-labelledby={labelledBy}
      // One that was scrolled out of sight is no part of the document.
      aria-activedescendant={drawn.some(({ index }) => index === active) ? `${id}-${active}` : undefined}
      className="queue-list"
      style={{ height: virtual.getTotalSize() }}
      onKeyDown={onKeyDown}
    >
      {drawn.map(({ index, key, start }) => {
        const row = rows[index];
        return (
          row !== undefined && (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-current={index === opened ? '' : undefined}
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
                onOpen(row);
              }}
              onKeyDown={onKeyDown}
            >
              {children(row)}
            </div>
          )
        );
      })}
    </div>
  );
}

type Placing = { estimateSize: () => number; getItemKey: (at: number) => string | number };

/** How high a row is, and which it is: with other functions all rows would be placed anew. */
function usePlacing<Row>({
  rows,
  keyOf,
  rowHeight,
}: Pick<VirtualListProps<Row>, 'rows' | 'keyOf' | 'rowHeight'>): Placing {
  return {
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    getItemKey: useCallback((at) => (rows[at] === undefined ? at : keyOf(rows[at])), [rows, keyOf]),
  };
}

/** Which row has this key; -1 for none. */
function usePlace<Row>(rows: readonly Row[], keyOf: (row: Row) => string, wanted: string | null): number {
  return useMemo(() => (wanted === null ? -1 : rows.findIndex((row) => keyOf(row) === wanted)), [rows, keyOf, wanted]);
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
