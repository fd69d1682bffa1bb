import type { JSX } from 'react';
import type { PlanAnswer } from '@/lib/insight-worker/import-file';
import { IMPORT_FIELD_NAMES, type ImportField, type ImportMapping } from '@/lib/insight/import/mapping';
import type { Opened } from '@/lib/queries/use-import';
import { useWords } from '@/lib/queries/use-words';
import { Labelled } from '../controls';

type MappingProps = {
  opened: Opened;
  mapping: ImportMapping;
  values: PlanAnswer['values'];
  onChange: (mapping: ImportMapping) => void;
};

/** Which column means what, and which values mean won, lost and open. */
export function Mapping({ opened, mapping, values, onChange }: MappingProps): JSX.Element {
  const { t } = useWords();
  const change = (part: Partial<ImportMapping>): void => onChange({ ...mapping, ...part });
  return (
    <details className="import-mapping" open={!opened.remembered}>
      <summary>{t('insight.import.mapping')}</summary>
      <div className="import-grid">
        {IMPORT_FIELD_NAMES.map((field) => (
          <ColumnChoice key={field} field={field} opened={opened} mapping={mapping} onChange={change} />
        ))}
      </div>
      <div className="insight-controls">
        <Choice
          label={t('insight.import.dates')}
          now={mapping.dates ?? ''}
          options={[
            ['', t('insight.import.byItself')],
            ['dmy', t('insight.import.dmy')],
            ['mdy', t('insight.import.mdy')],
            ['ymd', t('insight.import.ymd')],
          ]}
          onChoose={(dates) => change({ dates: dates === 'dmy' || dates === 'mdy' || dates === 'ymd' ? dates : null })}
        />
        <Choice
          label={t('insight.import.decimal')}
          now={mapping.decimal ?? ''}
          options={[
            ['', t('insight.import.byItself')],
            ['.', '1,234.56'],
            [',', '1.234,56'],
          ]}
          onChoose={(decimal) => change({ decimal: decimal === '.' || decimal === ',' ? decimal : null })}
        />
        <Labelled label={t('insight.import.currency')}>
          {(id) => (
            <input
              id={id}
              className="input"
              maxLength={3}
              value={mapping.currency ?? ''}
              onChange={({ target }) => change({ currency: target.value === '' ? null : target.value.toUpperCase() })}
            />
          )}
        </Labelled>
      </div>
      <Outcomes values={values} mapping={mapping} onChange={change} />
    </details>
  );
}

type PartProps = { mapping: ImportMapping; onChange: (part: Partial<ImportMapping>) => void };

function ColumnChoice({
  field,
  opened,
  mapping,
  onChange,
}: PartProps & { field: ImportField; opened: Opened }): JSX.Element {
  const { t } = useWords();
  const now = mapping.columns[field];
  const { [field]: _was, ...others } = mapping.columns;
  const samples = now === undefined ? [] : (opened.samples[now] ?? []);
  return (
    <Labelled label={t(`insight.field.${field}`)}>
      {(id) => (
        <>
          <select
            id={id}
            className="input"
            value={now === undefined ? -1 : opened.columns.indexOf(now)}
            onChange={({ target }) => {
              const column = opened.columns[Number(target.value)];
              onChange({ columns: column === undefined ? others : { ...others, [field]: column } });
            }}
          >
            <option value={-1}>{t('insight.import.noColumn')}</option>
            {opened.columns.map((column, at) => (
              <option key={column} value={at}>
                {column}
              </option>
            ))}
          </select>
          {samples.length > 0 && (
            <span className="small muted import-samples">
              <bdi>{samples.join(' · ')}</bdi>
            </span>
          )}
        </>
      )}
    </Labelled>
  );
}

type ChoiceProps = {
  label: string;
  now: string;
  options: readonly (readonly [value: string, text: string])[];
  onChoose: (value: string) => void;
};

function Choice({ label, now, options, onChoose }: ChoiceProps): JSX.Element {
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} className="input" value={now} onChange={({ target }) => onChoose(target.value)}>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

const ENDS = ['won', 'lost', 'open'] as const;
/** A column with more values than this says something else than how deals ended. */
const MOST_VALUES = 60;

/** What each value of the deciding column means; one that means nothing leaves its rows out. */
function Outcomes({ values, mapping, onChange }: PartProps & { values: PlanAnswer['values'] }): JSX.Element | null {
  const { t } = useWords();
  if (values.length === 0) return null;
  if (values.length > MOST_VALUES)
    return <p className="insight-problem">{t('insight.import.manyValues', { count: values.length })}</p>;
  const set = (value: string, end: string): void =>
    onChange(
      Object.fromEntries(
        ENDS.map((one) => [
          one,
          one === end ? [...mapping[one], value] : mapping[one].filter((each) => each !== value),
        ]),
      ),
    );
  return (
    <fieldset className="import-values">
      <legend>{t('insight.import.values')}</legend>
      <div className="import-grid">
        {values.map(({ value, n }) => (
          <Choice
            key={value}
            label={t('insight.level', { level: value, count: n })}
            now={ENDS.find((one) => mapping[one].includes(value)) ?? ''}
            options={[
              ['', t('insight.import.leaveOut')],
              ...ENDS.map((one) => [one, t(`insight.outcome.${one}`)] as const),
            ]}
            onChoose={(end) => set(value, end)}
          />
        ))}
      </div>
    </fieldset>
  );
}
