import { useId, useState, type JSX, type RefObject } from 'react';
import { dateText } from '@/components/panel/texts';
import { Section } from '@/components/ui/section';
import { CALLS, type Call, type Decision as Decided } from '@/lib/domain/review';
import { textOf } from '@/lib/domain/text-of';
import type { ReviewDeal } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';

/** What is being decided, with what of it is kept. */
export type Decision = Decided & {
  saved: boolean;
  decide: (call: Call) => void;
  setDate: (day: string) => void;
  setNote: (note: string) => void;
  addToNote: (text: string) => void;
  /** Keeps what was typed. */
  keep: () => void;
};

/** Today's decision about a deal; a call is kept at once, a date or a note when it is left. */
export function useDecision(deal: ReviewDeal, save: (decision: Decided) => Promise<unknown>): Decision {
  const kept = deal.reviews.find(({ day }) => day === deal.today) ?? null;
  const [now, setNow] = useState<Decided>(() => ({
    call: kept?.call ?? null,
    callDate: kept?.callDate ?? deal.reviews[0]?.callDate ?? closeDateOf(deal),
    note: kept?.note ?? '',
  }));
  const [saved, setSaved] = useState(false);
  const put = (decision: Decided): void => {
    setNow(decision);
    setSaved(false);
    void save(decision).then(
      () => setSaved(true),
      () => undefined, // why is shown above
    );
  };
  const type = (part: Partial<Decided>): void => {
    setNow((before) => ({ ...before, ...part }));
    setSaved(false);
  };
  const moved = kept === null ? now.note !== '' : now.note !== kept.note || now.callDate !== kept.callDate;
  return {
    ...now,
    saved,
    decide: (call) => put({ ...now, call }),
    setDate: (day) => type({ callDate: day === '' ? null : day }),
    setNote: (note) => type({ note }),
    addToNote: (text) => type({ note: now.note === '' ? text : `${now.note.trimEnd()}\n${text}` }),
    keep: () => {
      if (moved) put(now);
    },
  };
}

function closeDateOf({ held }: ReviewDeal): string | null {
  const day = textOf(held.closeDate).slice(0, 10);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
}

type DecideProps = { decision: Decision; deal: ReviewDeal; note: RefObject<HTMLTextAreaElement | null> };

/** The call, the day it is to close, and the note. */
export function Decide({ decision, deal, note }: DecideProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const { call, callDate, saved, decide, setDate, setNote, keep } = decision;
  return (
    <Section title={t('review.decide.title')}>
      <Earlier deal={deal} />
      <fieldset className="review-calls">
        <legend className="visually-hidden">{t('review.decide.call')}</legend>
        {CALLS.map((each, at) => (
          <label key={each} data-chosen={each === call}>
            <input type="radio" name={id} checked={each === call} onChange={() => decide(each)} />
            {t(`review.call.${each}`)} <kbd aria-hidden="true">{at + 1}</kbd>
          </label>
        ))}
      </fieldset>
      <p className="review-choice">
        <label htmlFor={`${id}date`} className="small">
          {t('review.decide.date')}
        </label>
        <input
          id={`${id}date`}
          className="input"
          type="date"
          value={callDate ?? ''}
          onChange={(event) => setDate(event.target.value)}
          onBlur={keep}
        />
      </p>
      <label htmlFor={`${id}note`} className="small">
        {t('review.decide.note')}
      </label>
      <textarea
        id={`${id}note`}
        ref={note}
        className="input"
        rows={4}
        maxLength={5000}
        value={decision.note}
        onChange={(event) => setNote(event.target.value)}
        onBlur={keep}
      />
      <p className="small muted" role="status">
        {saved &&
          (call === null ? t('review.decide.kept') : t('review.decide.keptAs', { call: t(`review.call.${call}`) }))}
      </p>
    </Section>
  );
}

/** What was decided before, and what the CRM calls it. */
function Earlier({ deal: { reviews, today, held } }: { deal: ReviewDeal }): JSX.Element {
  const words = useWords();
  const { t } = words;
  const last = reviews.find(({ day }) => day < today);
  const category = textOf(held.category);
  return (
    <>
      <p className="small muted">
        {category === '' ? t('review.decide.noCategory') : t('review.decide.category', { category })}{' '}
        {last &&
          (last.call === null
            ? t('review.decide.lastNone', { day: dateText(words, last.day) })
            : t('review.decide.last', { day: dateText(words, last.day), call: t(`review.call.${last.call}`) }))}
      </p>
      {last && last.note !== '' && <blockquote className="small review-note">{last.note}</blockquote>}
    </>
  );
}
