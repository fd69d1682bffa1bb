import { memo, useEffect, useRef, useState, type JSX } from 'react';
import { CriteriaList } from '@/components/panel/criteria';
import { RiskSection } from '@/components/panel/risk';
import { gapText } from '@/components/panel/texts';
import { Section } from '@/components/ui/section';
import { CALLS } from '@/lib/domain/review';
import type { DealStore, ReviewDeal } from '@/lib/queries/use-review';
import { useReviewDeal } from '@/lib/queries/use-review';
import { useKeys } from '@/lib/queries/use-review-keys';
import { useWords } from '@/lib/queries/use-words';
import { Waiting } from '../review-page';
import { DealHead, type Place } from './deal-head';
import { Decide, useDecision } from './decide';
import { Promises } from './promises';
import { Questions } from './questions';
import { questionText } from './question-texts';
import { Since } from './since';
import { WriteBack } from './write-back';

type DealProps = { tenant: string; dealId: string; place: Place; keys: boolean; categories: readonly string[] };

/** A deal in one screen: what a manager needs to talk about it, and what comes of the talk. */
export function Deal({ tenant, dealId, place, keys, categories }: DealProps): JSX.Element {
  const { t } = useWords();
  const store = useReviewDeal(tenant, dealId);
  const { deal, problem } = store;
  if (deal === undefined && problem === null) return <Waiting />;
  if (deal === undefined || deal === null) {
    return (
      <div className="message" role="alert">
        <p className="message-title">{t('review.deal.none')}</p>
        {problem !== null && <p className="small muted">{problem}</p>}
      </div>
    );
  }
  return <Screen tenant={tenant} deal={deal} store={store} place={place} keys={keys} categories={categories} />;
}

type ScreenProps = Omit<DealProps, 'dealId'> & { deal: ReviewDeal; store: DealStore };

function Screen({ tenant, deal, store, place, keys, categories }: ScreenProps): JSX.Element {
  const words = useWords();
  const decision = useDecision(deal, store.decide);
  const [asked, setAsked] = useState<readonly string[]>([]);
  const note = useRef<HTMLTextAreaElement>(null);
  const promise = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const ask = (id: string): void => {
    const question = deal.questions.find((each) => each.id === id);
    if (!question) return;
    setAsked((now) => [...now, id]);
    decision.addToNote(`${questionText(words, question)}\n`);
    note.current?.focus();
  };
  const askNext = (): void => ask(deal.questions.find(({ id }) => !asked.includes(id))?.id ?? '');
  useKeys(keys, {
    ...Object.fromEntries(CALLS.map((call, at) => [String(at + 1), () => decision.decide(call)])),
    n: () => note.current?.focus(),
    q: askNext,
    p: () => promise.current?.focus(),
  });
  return (
    <article className="review-deal" aria-labelledby="review-deal-name">
      <DealHead deal={deal} place={place} heading={heading} />
      {store.problem !== null && (
        <p className="notice" role="alert">
          {store.problem}
        </p>
      )}
      <div className="review-columns">
        <div>
          <Moved deal={deal} />
          <Questions questions={deal.questions} asked={asked} onAsk={ask} />
          <Decide decision={decision} deal={deal} note={note} />
          <Promises deal={deal} store={store} input={promise} />
        </div>
        <Known tenant={tenant} deal={deal} categories={categories} open={place.open} />
      </div>
    </article>
  );
}

/** What a decision or a note does not change: it is drawn once a deal. */
const Moved = memo(Since);
const Known = memo(DrawKnown);

type KnownProps = { tenant: string; deal: ReviewDeal; categories: readonly string[]; open: Place['open'] };

function DrawKnown({ tenant, deal, categories, open }: KnownProps): JSX.Element {
  return (
    <div>
      <RiskSection assessment={deal.assessment} trail={deal.trail} />
      <Gaps deal={deal} />
      <Criteria deal={deal} />
      <WriteBack tenant={tenant} deal={deal} categories={categories} open={open} />
    </div>
  );
}

function Criteria({ deal: { assessment } }: { deal: ReviewDeal }): JSX.Element | null {
  const { t } = useWords();
  const { criteria, stage } = assessment;
  if (criteria.length === 0) return null;
  return (
    <Section
      title={stage.next ? t('panel.criteria.before', { stage: stage.next.title }) : t('panel.criteria.beforeClosing')}
    >
      <CriteriaList criteria={criteria} />
    </Section>
  );
}

function Gaps({ deal: { assessment } }: { deal: ReviewDeal }): JSX.Element | null {
  const words = useWords();
  const { t, said } = words;
  if (assessment.stage.state !== 'known') return null; // which fields are due depends on the stage
  const due = assessment.gaps.filter((gap) => gap.due === 'now');
  return (
    <Section title={t('panel.gaps.title')} note={t('panel.gaps.due', { count: due.length })}>
      <ul className="rows">
        {due.map((gap) => (
          <li key={`${gap.field} ${gap.kind}`} className="gap" data-kind={gap.kind}>
            <p>
              <strong>{said(gap.label)}</strong> <span className="tag">{gapText(words, gap)}</span>
            </p>
            <p className="small muted">{gap.reason === undefined ? gap.why : said(gap.reason)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
