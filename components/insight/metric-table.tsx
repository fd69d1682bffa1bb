import { useState, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import type { Column } from './columns';

type MetricTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  /** Rows with their places in the metric. */
  rows: readonly { row: Row; at: number }[];
  onMark: ((at: number) => void) | null;
};

/** Rows drawn at first: a table of thousands is asked for. */
const FIRST = 100;

/** A chart's numbers, to the last digit that is shown anywhere; each row leads to its deals. */
export function MetricTable<Row>({ caption, columns, rows, onMark }: MetricTableProps<Row>): JSX.Element {
  const { t } = useWords();
  const [most, setMost] = useState(FIRST);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className="insight-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ head, end }) => (
              <th key={head} scope="col" className={end ? 'end' : undefined}>
                {head}
              </th>
            ))}
            {onMark && <th scope="col">{t('insight.deals')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map(({ row, at }) => {
            const cells = columns.map(({ cell }) => cell(row));
            return (
              <tr key={at}>
                {columns.map(({ head, end }, i) => (
                  <td key={head} className={end ? 'end' : undefined}>
                    <bdi>{cells[i]}</bdi>
                  </td>
                ))}
                {onMark && (
                  <td>
                    <button
                      type="button"
                      className="link-button"
                      aria-label={t('insight.showOf', { what: cells[0] ?? '' })}
                      onClick={() => onMark(at)}
                    >
                      {t('insight.show')}
                    </button>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > most && (
        <p>
          <button type="button" className="link-button" onClick={() => setMost(rows.length)}>
            {t('insight.showAll', { count: rows.length })}
          </button>
        </p>
      )}
    </div>
  );
}
