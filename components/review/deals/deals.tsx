import { useDeferredValue, useEffect, useMemo, useState, type JSX } from 'react';
import { Judging } from '@/components/queue/judging';
import { NoRules, NothingRead, Unreadable } from '@/components/queue/states';
import { sourceTexts } from '@/components/queue/texts';
import type { Kept } from '@/lib/cache/last-look';
import { choicesOf, filtered, NO_FILTER, totalsOf, type ReviewFilter } from '@/lib/assess/review/filter';
import { grouped } from '@/lib/assess/queue/queue-view';
import { useKeepList, useLastList, type LastList } from '@/lib/queries/use-last-look';
import { useReadAhead, useReview, type ReviewAnswer, type ReviewStore } from '@/lib/queries/use-review';
import { useKeys, useKeysOn } from '@/lib/queries/use-review-keys';
import { useWords } from '@/lib/queries/use-words';
import { PacketMenu } from '../packet/packet-menu';
import { Waiting } from '../review-page';
import { go } from '../route';
import type { SectionProps } from '../sections';
import { Deal } from './deal';
import { Filters } from './filters';
import { KeysHelp } from './keys-help';
import { LineGroups } from './line-list';
import { listToKeep } from './list-to-keep';
import { totalTexts, type Line } from './texts';
import { TrackRecord } from './track-record';
import '@/components/queue/queue.css';
import './deals.css';

/** Deal review: the week's queue beside the deal that is being talked about. */
export function Deals({ tenant, path }: SectionProps): JSX.Element {
  if (tenant === null) return <NothingRead />;
  return <OfTenant tenant={tenant} dealId={path[0] ?? null} />;
}

function OfTenant({ tenant, dealId }: { tenant: string; dealId: string | null }): JSX.Element {
  const store = useReview(tenant);
  const last = useLastList(tenant) ?? null;
  const { answer, problem, again } = store;
  if (answer === undefined && problem === null && last !== null)
    return <Review answer={last.shown.answer} store={store} dealId={dealId} last={last} />;
  if (problem !== null && answer === undefined) return <Unreadable problem={problem} onRetry={again} />;
  if (answer === undefined) return <Waiting />;
  if (answer.packTitle === null) return <NoRules />;
  if (answer.lines.length === 0 && answer.progress === null) return <NothingRead closed={answer.kept} />;
  return <Review answer={answer} store={store} dealId={dealId} last={null} />;
}

type ReviewProps = {
  answer: ReviewAnswer;
  store: ReviewStore;
  dealId: string | null;
  /** The list is that of the last look, with its first rows only: it is being read anew. */
  last: Kept<LastList> | null;
};

function Review({ answer, store, dealId, last }: ReviewProps): JSX.Element {
  const { today, tenant } = answer;
  const lines = useDeferredValue(answer.lines); // so does the next deal, while a decision goes into the list
  const [filter, setFilter] = useState<ReviewFilter>(NO_FILTER);
  const wanted = useDeferredValue(filter); // a choice shows at once, whatever the list costs
  const shown = useMemo(() => filtered(lines, wanted, today), [lines, wanted, today]);
  const groups = useMemo(() => grouped(shown, ({ gaps }) => gaps), [shown]);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const categories = useMemo(() => choicesOf(lines).categories.filter((name) => name !== ''), [lines]);
  const { on, setOn } = useKeysOn();
  const { at, next, previous } = useWays(rows, dealId, tenant);
  useKeys(on, {
    ...(next && { j: next }),
    ...(previous && { k: previous }),
    ...(dealId !== null && { o: () => store.open(dealId) }),
  });
  const decided = last?.shown.decided ?? lines.filter(({ reviewed }) => reviewed?.day === today).length;
  const of = last?.shown.shown ?? rows.length;
  const place = { at: at < 0 ? null : at + 1, of, decided, next, previous, open: store.open };
  const isFirst = last === null && wanted === NO_FILTER && answer.progress === null;
  useKeepList(
    tenant,
    useMemo(() => (isFirst ? listToKeep(answer, groups, decided) : null), [isFirst, answer, groups, decided]),
  );
  return (
    <div className="review-deals" data-open={dealId === null ? undefined : ''}>
      <div className="review-list" data-scroller="">
        <Judging progress={answer.progress} onCancel={store.cancel} />
        {last === null && <Filters lines={lines} filter={filter} onChange={setFilter} tenant={tenant} />}
        <About answer={answer} rows={rows} last={last} />
        <LineGroups groups={groups} today={today} current={dealId} onOpen={(id) => go('deals', id)} />
        <TrackRecord tenant={tenant} />
        <KeysHelp on={on} setOn={setOn} />
      </div>
      {dealId !== null && (
        <div className="review-pane">
          {store.unopened !== null && (
            <p className="notice" role="alert">
              <Lost />
            </p>
          )}
          <Deal key={dealId} tenant={tenant} dealId={dealId} place={place} keys={on} categories={categories} />
        </div>
      )}
    </div>
  );
}

type Ways = { at: number; next: (() => void) | null; previous: (() => void) | null };

/** The ways to the deals before and after; the next two are read ahead, for whoever goes on at once. */
function useWays(rows: readonly Line[], dealId: string | null, tenant: string): Ways {
  const readAhead = useReadAhead(tenant);
  const at = dealId === null ? -1 : rows.findIndex((row) => row.dealId === dealId);
  const after = rows[at + 1]?.dealId;
  const further = rows[at + 2]?.dealId;
  const before = at > 0 ? rows[at - 1]?.dealId : undefined;
  useEffect(() => {
    for (const id of [after, further]) if (id !== undefined) readAhead(id);
  }, [after, further, readAhead]);
  return {
    at,
    next: after === undefined ? null : () => go('deals', after),
    previous: before === undefined ? null : () => go('deals', before),
  };
}

function Lost(): string {
  return useWords().t('queue.lost');
}

type AboutProps = { answer: ReviewAnswer; rows: readonly Line[]; last: Kept<LastList> | null };

/** What is shown adds up to, where it comes from and how fresh it is; the same stands in the packet. */
function About({ answer, rows, last }: AboutProps): JSX.Element {
  const words = useWords();
  const { lines, read, packTitle } = answer;
  const of = last?.shown.of ?? lines.length;
  const [count = '', ...sums] = useMemo(
    () =>
      last === null
        ? totalTexts(totalsOf(rows), rows.length, lines.length, words)
        : totalTexts(last.shown.sums, last.shown.shown, last.shown.of, words),
    [rows, lines, words, last],
  );
  const sources = [
    ...(read === null ? [] : sourceTexts(read, of, words)),
    ...(packTitle === null ? [] : [words.t('review.rules', { pack: packTitle })]),
  ].join(' ');
  return (
    <>
      <div className="review-totals" role="status">
        <p>
          <strong>{count}</strong>
        </p>
        {sums.map((text) => (
          <p key={text} className="small">
            {text}
          </p>
        ))}
      </div>
      <p className="small muted">{sources}</p>
      {last !== null && (
        <p className="small" role="status">
          {words.t('insight.lastSeen', { moment: words.moment(last.at) })}
        </p>
      )}
      {last === null && <PacketMenu answer={answer} rows={rows} about={[count, ...sums, sources]} />}
    </>
  );
}
