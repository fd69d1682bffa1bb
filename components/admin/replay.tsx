import { useDeferredValue, useState, type JSX } from 'react';
import { useLoggedAssessments, useLoggedDeals, useReplay, type LoggedDeal } from '@/lib/queries/use-replay';
import { useWords } from '@/lib/queries/use-words';
import { Replayed } from './replayed';

/** "Why was it 72 on 3 May?": a past assessment of a deal, made again from what was kept. */
export function PastAssessments(): JSX.Element {
  const { t, localDay } = useWords();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<LoggedDeal | null>(null);
  const deals = useLoggedDeals(useDeferredValue(text));
  if (deals === undefined) return <p className="muted">{t('admin.reading')}</p>;
  if (deals.length === 0 && text === '') return <p className="muted">{t('admin.then.none')}</p>;
  const key = chosen && keyOf(chosen);
  return (
    <div className="replay">
      <label className="field">
        <span>{t('admin.then.find')}</span>
        <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <label className="field">
        <span>{t('admin.then.deal')}</span>
        <select
          value={key ?? ''}
          onChange={(event) => setChosen(deals.find((deal) => keyOf(deal) === event.target.value) ?? null)}
        >
          <option value="">{deals.length === 0 ? t('admin.then.noSuch') : t('admin.then.choose')}</option>
          {withChosen(deals, chosen).map((deal) => (
            <option key={keyOf(deal)} value={keyOf(deal)}>
              {t('admin.then.option', { name: deal.name, count: deal.assessments, day: localDay(deal.last) })}
            </option>
          ))}
        </select>
      </label>
      {chosen !== null && <Moments key={key} deal={chosen} />}
    </div>
  );
}

function Moments({ deal }: { deal: LoggedDeal }): JSX.Element | null {
  const { t, moment: momentOf } = useWords();
  const [at, setAt] = useState<number | null>(null);
  const moments = useLoggedAssessments(deal);
  if (moments === undefined) return null;
  return (
    <>
      <label className="field">
        <span>{t('admin.then.stood')}</span>
        <select value={at ?? ''} onChange={(event) => setAt(Number(event.target.value) || null)}>
          <option value="">{t('admin.then.moment')}</option>
          {moments.map((moment) => (
            <option key={moment.at} value={moment.at}>
              {moment.risk === null
                ? t('admin.then.momentNone', { when: momentOf(moment.at) })
                : t('admin.then.momentRisk', { when: momentOf(moment.at), risk: moment.risk })}
            </option>
          ))}
        </select>
      </label>
      {at !== null && <Answer key={at} deal={deal} at={at} />}
    </>
  );
}

function Answer({ deal, at }: { deal: LoggedDeal; at: number }): JSX.Element {
  const { t, said } = useWords();
  const { replay, problem } = useReplay(deal, at);
  return (
    <div role="status" className="replay-answer">
      {problem !== null && <p>{t('admin.then.failed', { problem: said(problem) })}</p>}
      {replay === undefined && problem === null && <p className="muted">{t('admin.then.making')}</p>}
      {replay !== undefined && <Replayed replay={replay} />}
    </div>
  );
}

function withChosen(deals: readonly LoggedDeal[], chosen: LoggedDeal | null): readonly LoggedDeal[] {
  return chosen === null || deals.some((deal) => keyOf(deal) === keyOf(chosen)) ? deals : [chosen, ...deals];
}

function keyOf({ tenant, dealId }: LoggedDeal): string {
  return JSON.stringify([tenant, dealId]);
}
