import { useEffect, useId, useRef, useState, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { FIELD_TYPES, FORM, type OutlineItem } from '@/lib/studio/outline';
import type { Desk } from '../desk';
import { RuleHead } from './rule-head';

type RuleFormProps = { item: OutlineItem; desk: Desk };

/** What there is to choose from, by property. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  enforce: ['block', 'warn', 'info'],
  junk: ['strict', 'normal', 'off'],
  type: FIELD_TYPES,
};
const EXPRESSIONS: ReadonlySet<string> = new Set(['when', 'require', 'valid']);
const NUMBERS: ReadonlySet<string> = new Set(['weight', 'minutes']);
/** Without these a rule is none. */
const NEEDED: ReadonlySet<string> = new Set(['title', 'why', 'weight', 'minutes']);

/** A rule as a form. Each change is written into the text at once, where it can be undone like any other. */
export function RuleForm({ item, desk }: RuleFormProps): JSX.Element {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  const change = (name: string, written: string): void => {
    const path = item.at[name] ?? [...item.path, name];
    const value = written.trim() === '' ? null : NUMBERS.has(name) ? Number(written) : written;
    if (value === null && NEEDED.has(name)) return;
    const wish = { do: 'set', path: name === 'fix' && value === null ? [...item.path, 'fix'] : path, value } as const;
    void desk.wish(wish).then((done) => setFailed(!done));
  };
  const remove = (): void => void desk.wish({ do: 'remove', path: item.path }).then((done) => setFailed(!done));
  // A fix is written as a map: adding one is left to the text.
  const names = FORM[item.kind].filter((name) => name !== 'fix' || item.values['fix'] !== undefined);
  return (
    <form className="studio-form" aria-label={item.title} onSubmit={(event) => event.preventDefault()}>
      <RuleHead item={item} />
      {names.map((name) => (
        <Property
          key={name}
          name={name}
          value={item.values[name]}
          change={(written) => change(name, written)}
          desk={desk}
        />
      ))}
      {failed && (
        <p className="bad" role="alert">
          {t('studio.form.failed')}
        </p>
      )}
      <button type="button" className="button" onClick={remove}>
        {t('studio.form.remove')}
      </button>
    </form>
  );
}

type PropertyProps = {
  name: string;
  value: string | number | undefined;
  change: (written: string) => void;
  desk: Desk;
};

function Property({ name, value, change, desk }: PropertyProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const choices = name === 'requiredFrom' ? desk.analysis?.stages.map((stage) => stage.id) : CHOICES[name];
  return (
    <div className="studio-field">
      <label htmlFor={id}>
        {t(`studio.property.${name as 'title'}`)} <code className="muted small">{name}</code>
      </label>
      {choices ? (
        <select id={id} className="input" value={value ?? ''} onChange={(event) => change(event.target.value)}>
          <option value="">{t('studio.form.default')}</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <Written id={id} name={name} value={String(value ?? '')} change={change} />
      )}
    </div>
  );
}

/** A text that is written into the document when one leaves it, or presses Enter; what comes from the text meanwhile shows. */
function Written({
  id,
  name,
  value,
  change,
}: {
  id: string;
  name: string;
  value: string;
  change: (to: string) => void;
}): JSX.Element {
  const [written, setWritten] = useState(value);
  const from = useRef(value);
  useEffect(() => {
    if (from.current === value) return;
    from.current = value;
    setWritten(value);
  }, [value]);
  const commit = (): void => {
    if (written === from.current) return;
    from.current = written;
    change(written);
  };
  const shared = {
    id,
    className: EXPRESSIONS.has(name) ? 'input studio-code' : 'input',
    value: written,
    onBlur: commit,
  };
  if (NUMBERS.has(name))
    return (
      <input
        {...shared}
        type="number"
        step={name === 'weight' ? 0.1 : 1}
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    );
  return (
    <textarea
      {...shared}
      rows={EXPRESSIONS.has(name) || name === 'why' ? 3 : 1}
      spellCheck={!EXPRESSIONS.has(name)}
      onChange={(event) => setWritten(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey) return;
        event.preventDefault();
        commit();
      }}
    />
  );
}
