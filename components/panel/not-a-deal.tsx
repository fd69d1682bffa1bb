import { useMemo, type JSX } from 'react';
import { LazyQueue } from '@/components/queue/lazy-queue';
import type { Words } from '@/lib/i18n/words';
import { useOnScreen, type OnScreen } from '@/lib/queries/use-queue';
import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';
import { Message } from './states';
import type { PanelView } from './view';

type View = Extract<PanelView, { kind: 'notADeal' }>;
type Known = NonNullable<OnScreen>;

/** Away from deals: what is known of those on the page, and the rep's queue. */
export function NotADeal({ tenant, rows }: View): JSX.Element {
  const { t } = useWords();
  if (tenant === null) {
    return (
      <Message title={t('panel.notADeal.title')}>
        <p>{t('panel.notADeal.more')}</p>
      </Message>
    );
  }
  return (
    <>
      {rows !== null && <DealsOnScreen tenant={tenant} rows={rows} />}
      <section aria-label={t('queue.title')}>
        <LazyQueue tenant={tenant} />
      </section>
    </>
  );
}

/** Which of the deals on the page have gaps; what was never read of them is not called in order. */
function DealsOnScreen({ tenant, rows }: { tenant: string; rows: NonNullable<View['rows']> }): JSX.Element {
  const words = useWords();
  const { t, rich, list, said } = words;
  const asked = useMemo(() => rows.map(({ id, name }) => ({ id: textIn(id, 200), name: textIn(name, 300) })), [rows]);
  const seen = useOnScreen(tenant, asked);
  const known = (seen ?? []).filter((deal) => deal !== null);
  const withGaps = known.filter(({ gaps }) => gaps.length > 0);
  return (
    <section className="queue-screen small" aria-label={t('queue.screen.label')}>
      <p>
        <strong>{t('queue.screen.count', { count: rows.length })}</strong>{' '}
        {summary(rows.length, known, withGaps, words)}
      </p>
      {withGaps.length > 0 && (
        <details>
          <summary className="muted">{t('queue.screen.show')}</summary>
          <ul className="plain-list">
            {withGaps.map(({ dealId, name, gaps }) => (
              <li key={dealId}>
                <Rich parts={rich('queue.screen.line', { deal: name, gaps: list(gaps.map(said)), bdi: mark('bdi') })} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function summary(all: number, known: readonly Known[], withGaps: readonly Known[], { t }: Words): string {
  if (all === 0) return '';
  if (known.length === 0) return t('queue.screen.noneRead');
  const gaps = withGaps.length === 0 ? t('queue.screen.noGaps') : t('queue.screen.gaps', { count: withGaps.length });
  const unread = all - known.length;
  return unread === 0 ? gaps : `${gaps} ${t('queue.screen.unread', { count: unread })}`;
}

function textIn(field: NonNullable<View['rows']>[number][string] | undefined, most: number): string | null {
  return field?.state === 'value' && field.text !== '' && field.text.length <= most ? field.text : null;
}
