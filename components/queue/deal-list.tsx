import type { JSX } from 'react';
import { level } from '@/components/panel/pill';
import { VirtualList } from '@/components/ui/virtual-list';
import { useWords } from '@/lib/queries/use-words';
import { amountText, stakeText, type QueueRow } from './texts';

const ROW_HEIGHT = 82;

type DealListProps = {
  rows: readonly QueueRow[];
  labelledBy: string;
  open: (dealId: string) => void;
  unopened: string | null;
};

/** Deals in their order; Enter opens the deal in the CRM. */
export function DealList({ rows, labelledBy, open, unopened }: DealListProps): JSX.Element {
  return (
    <VirtualList
      rows={rows}
      keyOf={idOf}
      rowHeight={ROW_HEIGHT}
      labelledBy={labelledBy}
      onOpen={({ dealId }) => open(dealId)}
    >
      {(row) => <Row row={row} lost={row.dealId === unopened} />}
    </VirtualList>
  );
}

function idOf({ dealId }: QueueRow): string {
  return dealId;
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
