import { useEffect, useRef, type JSX } from 'react';
import type { Mark } from '@/lib/insight-worker/engine';
import type { DealLine } from '@/lib/insight-worker/question';
import { useBehind, useOpenDeal } from '@/lib/queries/use-insight';
import { useWords } from '@/lib/queries/use-words';
import { columnsFor } from './columns';
import { useLook } from './look';
import { MetricTable } from './metric-table';

/** The deals behind a mark, below the chart that it stands in; of a CRM each leads to its page there. */
export function BehindMark({ mark, onClose }: { mark: Mark; onClose: () => void }): JSX.Element {
  const words = useWords();
  const { t } = words;
  const { view, source } = useLook();
  const { data, problem } = useBehind(view, mark);
  const { open, unopened } = useOpenDeal(source.kind === 'crm' ? source.tenant : null);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [mark]);
  const column = columnsFor<DealLine>(words);
  const outcome = (row: DealLine): string => t(`insight.outcome.${row.outcome}`);
  return (
    <div className="behind">
      <div className="insight-line">
        <h3 ref={head} tabIndex={-1}>
          {data ? t('insight.behind', { count: data.total }) : t('insight.computing')}
        </h3>
        <button type="button" className="link-button" onClick={onClose}>
          {t('insight.close')}
        </button>
      </div>
      {problem !== null && <p role="alert">{problem}</p>}
      {data === null && <p>{t('insight.noBehind')}</p>}
      {data && data.deals.length > 0 && (
        <MetricTable
          caption={t('insight.behind', { count: data.total })}
          columns={[
            column.text(t('insight.col.deal'), ({ name, deal_id }) => name ?? deal_id),
            column.text(t('insight.col.account'), ({ account }) => account ?? '–'),
            column.text(t('insight.col.owner'), ({ owner }) => owner ?? '–'),
            column.text(t('insight.col.stage'), (row) => (row.outcome === 'open' ? (row.stage ?? '–') : outcome(row))),
            column.money(
              t('insight.col.amount'),
              ({ amount }) => amount,
              ({ currency }) => currency,
            ),
            column.day(t('insight.col.created'), ({ created }) => created),
            column.day(t('insight.col.closes'), ({ closed, close_date }) => closed ?? close_date),
          ]}
          rows={data.deals.map((row, at) => ({ row, at }))}
          onMark={source.kind === 'crm' ? (at) => open(data.deals[at]?.deal_id ?? '') : null}
        />
      )}
      {data && data.total > data.deals.length && (
        <p className="muted">{t('insight.behindMore', { count: data.deals.length })}</p>
      )}
      {unopened !== null && <p role="alert">{t('insight.unopened')}</p>}
    </div>
  );
}
