import { useId, useState, type FormEvent, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import type { Wish } from '@/lib/studio/edit';
import type { OutlineItem } from '@/lib/studio/outline';
import type { Desk } from '../desk';

type AddRuleProps = { desk: Desk; outline: readonly OutlineItem[]; added: (id: string) => void };

/** A new rule, right from the start: it compiles, says nothing of any deal, and waits to be filled in. */
export function AddRule({ desk, outline, added }: AddRuleProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const own = [
    ...new Map(outline.flatMap((item) => (item.stage === undefined ? [] : [[item.stage, item.path[1]]]))).entries(),
  ];
  const [kind, setKind] = useState('signals');
  const [title, setTitle] = useState('');
  const [why, setWhy] = useState('');
  const add = async (name: string): Promise<void> => {
    if (!(await desk.wish(wishFor(kind, name, title.trim(), why.trim())))) return;
    setTitle('');
    setWhy('');
    added(name);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const name = freeId(title, outline);
    void add(name);
  };
  return (
    <form className="studio-add" onSubmit={submit}>
      <label htmlFor={`${id}-kind`}>{t('studio.add')}</label>
      <select id={`${id}-kind`} className="input" value={kind} onChange={(event) => setKind(event.target.value)}>
        <option value="signals">{t('studio.kind.signal')}</option>
        <option value="steps">{t('studio.kind.step')}</option>
        {own.map(([stage, at]) => (
          <option key={stage} value={`stages ${at}`}>
            {t('studio.add.criterion', { stage })}
          </option>
        ))}
      </select>
      <input
        className="input"
        aria-label={t('studio.add.title')}
        placeholder={t('studio.add.title')}
        value={title}
        required
        pattern={NOT_BLANK}
        maxLength={100}
        onChange={(event) => setTitle(event.target.value)}
      />
      <input
        className="input"
        aria-label={t('studio.property.why')}
        placeholder={t('studio.property.why')}
        value={why}
        required
        pattern={NOT_BLANK}
        maxLength={300}
        onChange={(event) => setWhy(event.target.value)}
      />
      <button type="submit" className="button">
        {t('studio.add.do')}
      </button>
    </form>
  );
}

const NOT_BLANK = String.raw`.*\S.*`;

function wishFor(kind: string, id: string, title: string, why: string): Wish {
  if (kind === 'signals') return { do: 'add', path: ['signals'], item: { id, title, when: 'false', weight: 0.3, why } };
  if (kind === 'steps') return { do: 'add', path: ['steps'], item: { id, title, when: 'false', minutes: 15, why } };
  const at = Number(kind.split(' ')[1]);
  return { do: 'add', path: ['stages', at, 'exit'], item: { id, title, require: 'true', why, enforce: 'info' } };
}

/** An id of the title's words that no rule has. */
function freeId(title: string, outline: readonly OutlineItem[]): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 60);
  const base = words === '' ? 'rule' : words;
  const taken = new Set(outline.map(({ id }) => id));
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
