import { useId, useState, type FormEvent, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { FIELD_TYPES, type OutlineItem } from '@/lib/studio/outline';
import type { Put } from '@/lib/studio/put';
import type { Desk } from '../desk';

type AddRuleProps = {
  desk: Desk;
  outline: readonly OutlineItem[];
  added: (item: { id: string; field: boolean }) => void;
};

/** A new rule or field, right from the start: it compiles, says nothing of any deal, and waits to be filled in. */
export function AddRule({ desk, outline, added }: AddRuleProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const [kind, setKind] = useState('signal');
  const [title, setTitle] = useState('');
  const [why, setWhy] = useState('');
  const [type, setType] = useState<string>('text');
  const [failed, setFailed] = useState(false);
  const add = async (): Promise<void> => {
    const put = putFor(kind, { title: title.trim(), why: why.trim(), type }, outline);
    const done = await desk.put(put);
    setFailed(!done);
    if (!done) return;
    setTitle('');
    setWhy('');
    added({ id: put.id, field: put.kind === 'field' });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void add();
  };
  return (
    <form className="studio-add" onSubmit={submit}>
      <label htmlFor={`${id}-kind`}>{t('studio.add')}</label>
      <Kinds id={`${id}-kind`} kind={kind} setKind={setKind} desk={desk} />
      {kind === 'field' && (
        <select
          className="input"
          aria-label={t('studio.property.type')}
          value={type}
          onChange={(event) => setType(event.target.value)}
        >
          {FIELD_TYPES.map((each) => (
            <option key={each} value={each}>
              {t(`studio.fieldType.${each}`)}
            </option>
          ))}
        </select>
      )}
      <Needed label={t('studio.add.title')} value={title} longest={100} change={setTitle} />
      <Needed label={t('studio.property.why')} value={why} longest={300} change={setWhy} />
      <button type="submit" className="button">
        {t('studio.add.do')}
      </button>
      {failed && (
        <p className="bad" role="alert">
          {t('studio.form.failed')}
        </p>
      )}
    </form>
  );
}

type KindsProps = { id: string; kind: string; setKind: (kind: string) => void; desk: Desk };

/** Signal, step, field, or a criterion of one of the stages, those that are inherited included. */
function Kinds({ id, kind, setKind, desk }: KindsProps): JSX.Element {
  const { t } = useWords();
  return (
    <select id={id} className="input" value={kind} onChange={(event) => setKind(event.target.value)}>
      <option value="signal">{t('studio.kind.signal')}</option>
      <option value="step">{t('studio.kind.step')}</option>
      <option value="field">{t('studio.kind.field')}</option>
      {desk.analysis?.stages
        .filter(({ open }) => open)
        .map((stage) => (
          <option key={stage.id} value={`${CRITERION}${stage.id}`}>
            {t('studio.add.criterion', { stage: stage.title })}
          </option>
        ))}
    </select>
  );
}

type NeededProps = { label: string; value: string; longest: number; change: (value: string) => void };

function Needed({ label, value, longest, change }: NeededProps): JSX.Element {
  return (
    <input
      className="input"
      aria-label={label}
      placeholder={label}
      value={value}
      required
      pattern={NOT_BLANK}
      maxLength={longest}
      onChange={(event) => change(event.target.value)}
    />
  );
}

const NOT_BLANK = String.raw`.*\S.*`;
const CRITERION = 'criterion ';

type New = Extract<Put, { do: 'new' }>;

function putFor(
  kind: string,
  { title, why, type }: Record<'title' | 'why' | 'type', string>,
  outline: AddRuleProps['outline'],
): New {
  if (kind === 'field') return { do: 'new', kind, id: freeName(title, outline), title, why, type };
  const id = freeId(title, outline);
  if (kind.startsWith(CRITERION))
    return { do: 'new', kind: 'criterion', stage: kind.slice(CRITERION.length), id, title, why };
  return { do: 'new', kind: kind === 'step' ? 'step' : 'signal', id, title, why };
}

/** An id of the title's words that no rule has. */
function freeId(title: string, outline: readonly OutlineItem[]): string {
  const words = wordsOf(title).join('-');
  return free(
    words === '' ? 'rule' : words,
    '-',
    outline.filter(({ kind }) => kind !== 'field'),
  );
}

/** The name of a field by which expressions call it: `deal.custom.paper_process`. */
function freeName(title: string, outline: readonly OutlineItem[]): string {
  const words = wordsOf(title).join('_');
  return free(
    words === '' ? 'field' : words,
    '_',
    outline.filter(({ kind }) => kind === 'field'),
  );
}

function wordsOf(title: string): string[] {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replaceAll(/^[ 0-9]+/g, '')
    .slice(0, 50)
    .trim()
    .split(' ')
    .filter((word) => word !== '');
}

function free(base: string, between: string, taken: readonly OutlineItem[]): string {
  const names = new Set(taken.map(({ id }) => id));
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${between}${n}`;
    if (!names.has(name)) return name;
  }
}
