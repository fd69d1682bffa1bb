import { useDeferredValue, useState, type JSX } from 'react';
import { useLoggedAssessments, useLoggedDeals, useReplay, type LoggedDeal } from '@/lib/queries/use-replay';
import { Replayed } from './replayed';

/** "Why was it 72 on 3 May?": a past assessment of a deal, made again from what was kept. */
export function PastAssessments(): JSX.Element {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<LoggedDeal | null>(null);
  const deals = useLoggedDeals(useDeferredValue(text));
  if (deals === undefined) return <p className="muted">Reading…</p>;
  if (deals.length === 0 && text === '') return <p className="muted">No deal has been assessed yet.</p>;
  const key = chosen && keyOf(chosen);
  return (
    <div className="replay">
      <label className="field">
        <span>Find a deal</span>
        <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <label className="field">
        <span>Deal</span>
        <select
          value={key ?? ''}
          onChange={(event) => setChosen(deals.find((deal) => keyOf(deal) === event.target.value) ?? null)}
        >
          <option value="">{deals.length === 0 ? 'No deal of that name' : 'Choose one'}</option>
          {withChosen(deals, chosen).map((deal) => (
            <option key={keyOf(deal)} value={keyOf(deal)}>
              {deal.name} ({deal.assessments}, last {new Date(deal.last).toLocaleDateString()})
            </option>
          ))}
        </select>
      </label>
      {chosen !== null && <Moments key={key} deal={chosen} />}
    </div>
  );
}

function Moments({ deal }: { deal: LoggedDeal }): JSX.Element | null {
  const [at, setAt] = useState<number | null>(null);
  const moments = useLoggedAssessments(deal);
  if (moments === undefined) return null;
  return (
    <>
      <label className="field">
        <span>As it stood</span>
        <select value={at ?? ''} onChange={(event) => setAt(Number(event.target.value) || null)}>
          <option value="">Choose a moment</option>
          {moments.map((moment) => (
            <option key={moment.at} value={moment.at}>
              {new Date(moment.at).toLocaleString()}: {moment.risk === null ? 'no score' : `risk ${moment.risk}`}
            </option>
          ))}
        </select>
      </label>
      {at !== null && <Answer key={at} deal={deal} at={at} />}
    </>
  );
}

function Answer({ deal, at }: { deal: LoggedDeal; at: number }): JSX.Element {
  const { replay, problem } = useReplay(deal, at);
  return (
    <div role="status" className="replay-answer">
      {problem !== null && <p>It could not be made again: {problem}</p>}
      {replay === undefined && problem === null && <p className="muted">Making it again…</p>}
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
