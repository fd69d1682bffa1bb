import { useId, useState, type JSX } from 'react';
import { useOpenFile, type Reading } from '@/lib/queries/use-import';
import { useWords } from '@/lib/queries/use-words';
import { Labelled } from '../controls';
import { Preview } from './preview';

const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'iso-8859-2', 'shift_jis'] as const;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Putting a file of deals in: it is read and shown row by row first, and nothing is stored until then. */
export function ImportFile(): JSX.Element {
  const { t } = useWords();
  const open = useOpenFile();
  const title = useId();
  const [reading, setReading] = useState<Reading | null>(null);
  const read = (next: Reading): void => {
    setReading(next);
    open.mutate(next);
  };
  const done = (): void => {
    setReading(null);
    open.reset();
  };
  const opened = open.data ?? null;
  return (
    <section className="insight-card" aria-labelledby={title}>
      <h2 id={title}>{t('insight.import.title')}</h2>
      <p className="muted">{t('insight.import.about')}</p>
      <Labelled label={t('insight.import.file')}>
        {(id) => (
          <input
            key={reading === null ? 'none' : 'chosen'}
            id={id}
            type="file"
            className="input"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) read({ file });
            }}
          />
        )}
      </Labelled>
      {open.isPending && (
        <p role="status" aria-busy="true">
          {t('insight.import.reading')}
        </p>
      )}
      {open.error && (
        <p role="alert" className="insight-problem">
          {t('insight.failed', { reason: open.error.message })}
        </p>
      )}
      {open.isSuccess && opened === null && (
        <p role="alert" className="insight-problem">
          {t('insight.import.noHead')}
        </p>
      )}
      {opened !== null && reading !== null && (
        <>
          <p>
            {t('insight.import.read', { count: opened.rows, name: opened.name, columns: opened.columns.length })}
            {opened.remembered && ` ${t('insight.import.remembered')}`}
          </p>
          <div className="insight-controls">
            <Hint
              label={t('insight.import.encoding')}
              now={opened.encoding.toLowerCase()}
              options={ENCODINGS.map((value) => ({ value, text: value.toUpperCase() }))}
              onChoose={(encoding) => read({ ...reading, encoding })}
            />
            <Hint
              label={t('insight.import.delimiter')}
              now={opened.delimiter}
              options={DELIMITERS.map((value) => ({ value, text: value === '\t' ? t('insight.import.tab') : value }))}
              onChoose={(delimiter) => read({ ...reading, delimiter })}
            />
          </div>
          {opened.garbled && (
            <p role="alert" className="insight-problem">
              {t('insight.import.garbled', { encoding: opened.encoding })}
            </p>
          )}
          <Preview key={`${opened.name} ${opened.encoding} ${opened.delimiter}`} opened={opened} onDone={done} />
        </>
      )}
    </section>
  );
}

type HintProps = {
  label: string;
  now: string;
  options: readonly { value: string; text: string }[];
  onChoose: (value: string) => void;
};

/** What was found out about a file, and what it may be instead. */
function Hint({ label, now, options, onChoose }: HintProps): JSX.Element {
  const known = options.some(({ value }) => value === now);
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} className="input" value={now} onChange={({ target }) => onChoose(target.value)}>
          {!known && <option value={now}>{now.toUpperCase()}</option>}
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
