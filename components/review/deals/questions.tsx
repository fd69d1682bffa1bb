import type { JSX } from 'react';
import { Section } from '@/components/ui/section';
import type { ReviewDeal } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';
import { groundText, questionText } from './question-texts';

type QuestionsProps = {
  questions: ReviewDeal['questions'];
  asked: readonly string[];
  /** Puts a question into the note, for the answer. */
  onAsk: (id: string) => void;
};

/** What to ask the rep, each with what it rests on. */
export function Questions({ questions, asked, onAsk }: QuestionsProps): JSX.Element {
  const words = useWords();
  const { t } = words;
  return (
    <Section title={t('review.question.title')}>
      <ol className="review-questions">
        {questions.map((question) => {
          const text = questionText(words, question);
          return (
            <li key={question.id} data-asked={asked.includes(question.id)}>
              <p>{text}</p>
              <p className="small muted">
                {groundText(words, question)}{' '}
                <button
                  type="button"
                  className="link-button"
                  aria-label={t('review.question.answerTo', { question: text })}
                  onClick={() => onAsk(question.id)}
                >
                  {t('review.question.answer')}
                </button>
              </p>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
