import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type JSX } from 'react';
import type { PreviewRow } from '@/lib/insight-worker/import-file';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { NONE } from '../columns';
import { Labelled } from '../controls';
import { remarkText } from './texts';

const SHOWN = ['all', 'doubtful', 'left'] as const;
type Shown = (typeof SHOWN)[number];
const ROW_HEIGHT = 44;

/** Every row of the file with what will happen to it; only those near the window are in the document. */
export function Rows({ rows }: { rows: readonly PreviewRow[] }): JSX.Element {
  const { t } = useWords();
  const [shown, setShown] = useState<Shown>('all');
  const list = rows.filter((row) => isShown(row, shown));
  const count = (one: Shown): number => rows.filter((row) => isShown(row, one)).length;
  return (
    <>
      <Labelled label={t('insight.import.show')}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={shown}
            onChange={({ target }) => setShown(SHOWN.find((one) => one === target.value) ?? 'all')}
          >
            {SHOWN.map((one) => (
              <option key={one} value={one}>
                {t('insight.level', { level: t(`insight.import.shown.${one}`), count: count(one) })}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <RowList key={shown} rows={list} />
    </>
  );
}

function isShown({ action, remarks }: PreviewRow, shown: Shown): boolean {
  if (shown === 'all') return true;
  return shown === 'left' ? action === 'leave' : action === 'take' && remarks.length > 0;
}

function RowList({ rows }: { rows: readonly PreviewRow[] }): JSX.Element {
  const words = useWords();
  const { t } = words;
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises here, and what it returns stays in this component
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  if (rows.length === 0) return <p className="muted">{t('insight.import.noRows')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div ref={scroller} className="import-rows" role="list" aria-label={t('insight.import.rows')} tabIndex={0}>
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                role="listitem"
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className="import-row"
                data-action={row.action === 'leave' ? 'leave' : row.remarks.length > 0 ? 'doubt' : 'take'}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span className="small muted">{t('insight.import.row', { number: words.number(row.row) })}</span>
                <span>
                  <strong>
                    {t(
                      row.action === 'leave'
                        ? 'insight.import.isLeft'
                        : row.remarks.length > 0
                          ? 'insight.import.isDoubtful'
                          : 'insight.import.isTaken',
                    )}
                  </strong>{' '}
                  <bdi>{dealText(row, words)}</bdi>
                </span>
                <span className="small">{row.remarks.map((remark) => remarkText(remark, words)).join(' · ')}</span>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

/** The deal that a row becomes; of one that is left out only its id. */
function dealText({ deal, dealId }: PreviewRow, { t, money }: Words): string {
  if (deal === null) return dealId ?? NONE;
  const { name, outcome, amount, currency, created, closed, close_date: expected } = deal;
  const end = closed ?? expected;
  const parts = [
    name ?? dealId ?? NONE,
    t(`insight.outcome.${outcome}`),
    amount === null ? null : money(amount, currency),
    created === null && end === null ? null : `${created ?? '?'} – ${end ?? ''}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
