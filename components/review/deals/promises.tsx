import { useId, useState, type FormEvent, type JSX, type RefObject } from 'react';
import { dateText } from '@/components/panel/texts';
import { Section } from '@/components/ui/section';
import { isLate } from '@/lib/domain/review';
import type { DealStore, ReviewDeal } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';

type PromisesProps = { deal: ReviewDeal; store: DealStore; input: RefObject<HTMLInputElement | null> };

/** What the rep promised: carried from review to review until it is done. */
export function Promises({ deal, store, input }: PromisesProps): JSX.Element {
  const { t } = useWords();
  return (
    <Section title={t('review.promise.title')}>
      <ul className="rows">
        {deal.commitments.map((each) => (
          <Promised key={each.id} promised={each} today={deal.today} store={store} />
        ))}
      </ul>
      <NewPromise promise={store.promise} input={input} />
    </Section>
  );
}

type PromisedProps = { promised: ReviewDeal['commitments'][number]; today: string; store: DealStore };

function Promised({ promised, today, store }: PromisedProps): JSX.Element {
  const words = useWords();
  const { t, localDay } = words;
  const { id, text, due, doneAt, madeAt } = promised;
  const [done, setDone] = useState(doneAt !== null); // shown at once; kept a moment later
  const late = isLate(promised, today);
  const made = t('review.promise.made', { day: localDay(madeAt) });
  return (
    <li className="review-promise">
      <label className="review-check" data-done={done}>
        <input
          type="checkbox"
          checked={done}
          onChange={({ target }) => {
            setDone(target.checked);
            store.promise({ id, text, due, done: target.checked });
          }}
        />
        <bdi>{text}</bdi>
      </label>
      <span className={late ? 'small regressed' : 'small muted'}>
        {due !== null && t(late ? 'review.promise.late' : 'review.promise.due', { day: dateText(words, due) })} {made}{' '}
        <button
          type="button"
          className="link-button"
          aria-label={t('review.promise.dropNamed', { text })}
          onClick={() => store.drop(id)}
        >
          {t('review.promise.drop')}
        </button>
      </span>
    </li>
  );
}

type NewPromiseProps = { promise: DealStore['promise']; input: PromisesProps['input'] };

function NewPromise({ promise, input }: NewPromiseProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    promise({ id: crypto.randomUUID(), text: text.trim(), due: due === '' ? null : due, done: false });
    setText('');
    setDue('');
  };
  return (
    <form className="review-new" onSubmit={add}>
      <p>
        <label htmlFor={id} className="small">
          {t('review.promise.new')}
        </label>
        <input
          id={id}
          ref={input}
          className="input"
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </p>
      <p>
        <label htmlFor={`${id}due`} className="small">
          {t('review.promise.by')}
        </label>
        <input
          id={`${id}due`}
          className="input"
          type="date"
          value={due}
          onChange={(event) => setDue(event.target.value)}
        />
      </p>
      <button type="submit" className="button" disabled={text.trim() === ''}>
        {t('review.promise.add')}
      </button>
    </form>
  );
}
