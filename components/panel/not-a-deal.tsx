import { useMemo, type JSX } from 'react';
import { LazyQueue } from '@/components/queue/lazy-queue';
import { useOnScreen, type OnScreen } from '@/lib/queries/use-queue';
import { Message } from './states';
import { plural } from './texts';
import type { PanelView } from './view';

type View = Extract<PanelView, { kind: 'notADeal' }>;
type Known = NonNullable<OnScreen>;

/** Away from deals: what is known of those on the page, and the rep's queue. */
export function NotADeal({ tenant, rows }: View): JSX.Element {
  if (tenant === null) {
    return (
      <Message title="Not a deal page">
        <p>Open a deal, and its criteria, gaps and risk appear here.</p>
      </Message>
    );
  }
  return (
    <>
      {rows !== null && <DealsOnScreen tenant={tenant} rows={rows} />}
      <section aria-label="My queue">
        <LazyQueue tenant={tenant} />
      </section>
    </>
  );
}

/** Which of the deals on the page have gaps; what was never read of them is not called in order. */
function DealsOnScreen({ tenant, rows }: { tenant: string; rows: NonNullable<View['rows']> }): JSX.Element {
  const asked = useMemo(() => rows.map(({ id, name }) => ({ id: textIn(id, 200), name: textIn(name, 300) })), [rows]);
  const seen = useOnScreen(tenant, asked);
  const known = (seen ?? []).filter((deal) => deal !== null);
  const withGaps = known.filter(({ gaps }) => gaps.length > 0);
  return (
    <section className="queue-screen small" aria-label="Deals on this page">
      <p>
        <strong>{plural(rows.length, 'deal', 'deals')} on this page.</strong> {summary(rows.length, known, withGaps)}
      </p>
      {withGaps.length > 0 && (
        <details>
          <summary className="muted">Show those with gaps</summary>
          <ul className="plain-list">
            {withGaps.map(({ dealId, name, gaps }) => (
              <li key={dealId}>
                <bdi>{name}</bdi>: {gaps.join(', ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function summary(all: number, known: readonly Known[], withGaps: readonly Known[]): string {
  if (all === 0) return '';
  const unread = all - known.length;
  const gaps =
    known.length === 0
      ? ''
      : withGaps.length === 0
        ? 'No gaps are due on those read.'
        : `${withGaps.length} with gaps that are due.`;
  const rest = unread === 0 ? '' : unread === all ? 'None of them has been read yet.' : `${unread} not read yet.`;
  return `${gaps} ${rest}`.trim();
}

function textIn(field: NonNullable<View['rows']>[number][string] | undefined, most: number): string | null {
  return field?.state === 'value' && field.text !== '' && field.text.length <= most ? field.text : null;
}
