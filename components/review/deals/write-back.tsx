import { useId, useState, type JSX } from 'react';
import { GuardedButton } from '@/components/panel/fix/guarded-button';
import { fieldText } from '@/components/panel/texts';
import { BulkOutcome } from '@/components/queue/bulk-outcome';
import { Section } from '@/components/ui/section';
import type { Draft } from '@/lib/domain/draft';
import { fieldAfter, type Edit } from '@/lib/domain/edits';
import { DEAL_FIELDS } from '@/lib/domain/fields';
import type { TaskDraft } from '@/lib/domain/writes';
import type { ReviewDeal } from '@/lib/queries/use-review';
import { useReviewWrite, type ReviewWrite } from '@/lib/queries/use-review-write';
import { useWords } from '@/lib/queries/use-words';

/** What a review changes in the CRM. */
const FIELDS = ['forecastCategory', 'closeDate', 'nextStep', 'nextStepDate'] as const;
type Field = (typeof FIELDS)[number];

type WriteBackProps = {
  tenant: string;
  deal: ReviewDeal;
  /** Categories that the CRM's deals have. */
  categories: readonly string[];
  open: (dealId: string) => void;
};

/** Takes what was agreed into the CRM: typed, seen as a difference, saved, and taken back again if need be. */
export function WriteBack({ tenant, deal, categories, open }: WriteBackProps): JSX.Element {
  const { t } = useWords();
  const write = useReviewWrite(tenant, deal, FIELDS);
  const [texts, setTexts] = useState<Readonly<Partial<Record<Field, string>>>>({});
  const [task, setTask] = useState<TaskDraft>({ subject: '', due: null });
  const [reviewing, setReviewing] = useState(false);
  const draft = draftOf(deal, texts);
  const wanted = task.subject.trim() === '' ? null : { ...task, subject: task.subject.trim() };
  const over = write.batch !== null || write.prepared;
  const again = (): void => {
    write.reset();
    setTexts({});
    setTask({ subject: '', due: null });
    setReviewing(false);
  };
  return (
    <Section title={t('review.write.title')}>
      {write.way === 'none' && <p className="muted">{t('review.write.none')}</p>}
      {write.way === 'locked' && <p className="muted">{t('review.write.locked')}</p>}
      {(write.way === 'api' || write.way === 'page') && !over && !reviewing && (
        <Form
          write={write}
          deal={deal}
          categories={categories}
          texts={texts}
          task={task}
          onText={(field, text) => setTexts((now) => ({ ...now, [field]: text }))}
          onTask={setTask}
          ready={Object.keys(draft).length > 0 || (write.canTask && wanted !== null)}
          onReview={() => setReviewing(true)}
        />
      )}
      {!over && reviewing && (
        <Review draft={draft} task={write.canTask ? wanted : null} write={write} onBack={() => setReviewing(false)} />
      )}
      {write.batch !== null && <BulkOutcome batch={write.batch} prepared={null} open={open} />}
      {write.batch !== null && wanted !== null && <p className="small muted">{t('review.write.taskStays')}</p>}
      {write.prepared && <p role="status">{t('review.write.prepared')}</p>}
      {over && (
        <button type="button" className="link-button" onClick={again}>
          {t('review.write.again')}
        </button>
      )}
      {write.problem !== null && (
        <p className="notice" role="alert">
          {write.problem}
        </p>
      )}
    </Section>
  );
}

function heldIn({ held }: ReviewDeal): Record<Field, Edit['from']> {
  const { category, closeDate, nextStep, nextStepDate } = held;
  return { forecastCategory: category, closeDate, nextStep, nextStepDate };
}

function draftOf(deal: ReviewDeal, texts: Readonly<Partial<Record<Field, string>>>): Draft {
  const from = heldIn(deal);
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const text = texts[field] ?? '';
      return text.trim() === '' ? [] : [[field, { text, from: from[field] }]];
    }),
  );
}

type FormProps = {
  write: ReviewWrite;
  deal: ReviewDeal;
  categories: readonly string[];
  texts: Readonly<Partial<Record<Field, string>>>;
  task: TaskDraft;
  onText: (field: Field, text: string) => void;
  onTask: (task: TaskDraft) => void;
  ready: boolean;
  onReview: () => void;
};

function Form({ write, deal, categories, texts, task, onText, onTask, ready, onReview }: FormProps): JSX.Element {
  const words = useWords();
  const { t, said } = words;
  const id = useId();
  const held = heldIn(deal);
  return (
    <div className="review-write">
      {write.way === 'page' && <p className="small muted">{t('review.write.pageOnly')}</p>}
      {FIELDS.filter((field) => write.fields.includes(field)).map((field) => (
        <p key={field}>
          <label htmlFor={`${id}${field}`} className="small">
            {said(DEAL_FIELDS[field].label)}{' '}
            <span className="muted">{t('review.write.now', { value: fieldText(words, held[field]) })}</span>
          </label>
          <input
            id={`${id}${field}`}
            className="input"
            type={DEAL_FIELDS[field].type === 'date' ? 'date' : 'text'}
            list={field === 'forecastCategory' ? `${id}categories` : undefined}
            value={texts[field] ?? ''}
            onChange={(event) => onText(field, event.target.value)}
          />
        </p>
      ))}
      <datalist id={`${id}categories`}>
        {categories.map((category) => (
          <option key={category}>{category}</option>
        ))}
      </datalist>
      {write.canTask && (
        <div className="review-new">
          <p>
            <label htmlFor={`${id}task`} className="small">
              {t('review.write.task')}
            </label>
            <input
              id={`${id}task`}
              className="input"
              maxLength={300}
              value={task.subject}
              onChange={(event) => onTask({ ...task, subject: event.target.value })}
            />
          </p>
          <p>
            <label htmlFor={`${id}due`} className="small">
              {t('review.write.taskDue')}
            </label>
            <input
              id={`${id}due`}
              className="input"
              type="date"
              value={task.due ?? ''}
              onChange={(event) => onTask({ ...task, due: event.target.value || null })}
            />
          </p>
        </div>
      )}
      <button type="button" className="button" disabled={!ready} onClick={onReview}>
        {t('review.write.review')}
      </button>
    </div>
  );
}

type ReviewProps = { draft: Draft; task: TaskDraft | null; write: ReviewWrite; onBack: () => void };

/** What would be written, before anything is. */
function Review({ draft, task, write, onBack }: ReviewProps): JSX.Element {
  const words = useWords();
  const { t, said } = words;
  const { edits, problems } = write.editsOf(draft);
  const ready = edits.length > 0 || task !== null;
  return (
    <>
      <table className="diff small">
        <thead>
          <tr>
            <th scope="col">{t('fix.review.field')}</th>
            <th scope="col">{t('fix.review.now')}</th>
            <th scope="col">{t('fix.review.new')}</th>
          </tr>
        </thead>
        <tbody>
          {edits.map((edit) => (
            <DiffRow key={edit.field} edit={edit} />
          ))}
          {task !== null && (
            <tr>
              <th scope="row">{t('review.write.task')}</th>
              <td>{t('panel.value.empty')}</td>
              <td>
                <ins>{task.due === null ? task.subject : `${task.subject}, ${task.due}`}</ins>
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {Object.entries(problems).map(([field, problem = '']) => (
        <p key={field} className="problem small" role="alert">
          {said(problem)}
        </p>
      ))}
      <p className="buttons">
        <GuardedButton
          className="button primary"
          disabled={!ready || write.busy}
          onPress={() => (write.way === 'api' ? write.save({ draft, task }) : write.prepare(draft))}
        >
          {write.way === 'api' ? t('fix.review.save') : t('review.write.prepare')}
        </GuardedButton>
        <button type="button" className="button" disabled={write.busy} onClick={onBack}>
          {t('fix.review.back')}
        </button>
      </p>
    </>
  );
}

function DiffRow({ edit }: { edit: Edit }): JSX.Element {
  const words = useWords();
  const label = DEAL_FIELDS[edit.field as Field].label; // only these are offered
  return (
    <tr>
      <th scope="row">{words.said(label)}</th>
      <td>
        <del>{fieldText(words, edit.from)}</del>
      </td>
      <td>
        <ins>{fieldText(words, fieldAfter(edit))}</ins>
      </td>
    </tr>
  );
}
