import { useDeferredValue, useMemo, useState, type JSX } from 'react';
import { Judging } from '@/components/queue/judging';
import { NoRules, NothingRead, Unreadable } from '@/components/queue/states';
import { filtered, NO_FILTER, totalsOf, type ReviewFilter } from '@/lib/assess/review/filter';
import { grouped } from '@/lib/assess/queue/queue-view';
import { useReview, type ReviewAnswer, type ReviewStore } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';
import { Waiting } from '../review-page';
import type { SectionProps } from '../sections';
import { Filters } from './filters';
import { LineGroups } from './line-list';
import { Fresh, Totals } from './totals';
import './deals.css';

/** Deal review: the week's queue beside the deal that is being talked about. */
export function Deals({ tenant, path }: SectionProps): JSX.Element {
  if (tenant === null) return <NothingRead />;
  return <OfTenant tenant={tenant} path={path} />;
}

function OfTenant({ tenant }: { tenant: string; path: readonly string[] }): JSX.Element {
  const store = useReview(tenant);
  const { answer, problem, again, cancel } = store;
  if (problem !== null && answer === undefined) return <Unreadable problem={problem} onRetry={again} />;
  if (answer === undefined) return <Waiting />;
  if (answer.packTitle === null) return <NoRules />;
  if (answer.lines.length === 0 && answer.progress === null) return <NothingRead closed={answer.kept} />;
  return (
    <div className="review-deals">
      <div className="review-list" data-scroller="">
        <Judging progress={answer.progress} onCancel={cancel} />
        <List answer={answer} open={store.open} unopened={store.unopened} />
      </div>
    </div>
  );
}

type ListProps = { answer: ReviewAnswer } & Pick<ReviewStore, 'open' | 'unopened'>;

function List({ answer, open, unopened }: ListProps): JSX.Element {
  const { t } = useWords();
  const { lines, today } = answer;
  const [filter, setFilter] = useState<ReviewFilter>(NO_FILTER);
  const wanted = useDeferredValue(filter); // a choice shows at once, whatever the list costs
  const shown = useMemo(() => filtered(lines, wanted, today), [lines, wanted, today]);
  const groups = useMemo(() => grouped(shown, ({ gaps }) => gaps), [shown]);
  const sums = useMemo(() => totalsOf(shown), [shown]);
  return (
    <>
      <Filters lines={lines} filter={filter} onChange={setFilter} tenant={answer.tenant} />
      <Totals sums={sums} shown={shown.length} of={lines.length} />
      <Fresh answer={answer} />
      <LineGroups groups={groups} today={today} current={null} onOpen={open} />
      {unopened !== null && (
        <p className="notice" role="alert">
          {t('queue.lost')}
        </p>
      )}
    </>
  );
}
