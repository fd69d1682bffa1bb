import { useId, type JSX, type ReactNode } from 'react';
import { FILTERS, type Filter, type FilterBy } from '@/lib/insight-worker/question';
import type { Overview } from '@/lib/insight-worker/overview';
import { dayOf, dayText, periodAt, type PeriodKind } from '@/lib/insight/periods';
import { useWords } from '@/lib/queries/use-words';

/** What a person has chosen; days are numbers. */
export type Choice = {
  filter: Filter;
  asOf: number;
  since: number;
  kind: PeriodKind;
  fiscalStart: number;
  /** A day of the period looked at. */
  within: number;
  /** Months back from which closings count; null: all. */
  months: number | null;
  currency: string | null;
};

type ControlsProps = { choice: Choice; overview: Overview; onChange: (choice: Choice) => void };

const KINDS = ['month', 'quarter', 'year'] as const;
const BACK = [12, 24, 36] as const;
const PERIODS_BACK = 6;

/** The filters that every view shares, and the days it is asked for. */
export function Controls({ choice, overview, onChange }: ControlsProps): JSX.Element {
  const { t } = useWords();
  const change = (part: Partial<Choice>): void => onChange({ ...choice, ...part });
  return (
    <form className="insight-controls" aria-label={t('insight.filters')} onSubmit={(event) => event.preventDefault()}>
      {FILTERS.map((by) => (
        <FilterChoice key={by} by={by} choice={choice} overview={overview} onChange={change} />
      ))}
      <Days choice={choice} onChange={change} />
      {overview.currencies.length > 1 && (
        <Labelled label={t('insight.currency')} inPrint>
          {(id) => (
            <select
              id={id}
              className="input"
              value={choice.currency ?? ''}
              onChange={({ target }) => change({ currency: target.value === '' ? null : target.value })}
            >
              {overview.currencies.map(({ currency, n }) => (
                <option key={currency ?? ''} value={currency ?? ''}>
                  {t('insight.level', { level: currency ?? t('insight.noCurrency'), count: n })}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
    </form>
  );
}

type PartProps = { choice: Choice; onChange: (part: Partial<Choice>) => void };

/** All, none, or one of the levels there are; a level's place in the list is its value, since a name could be anything. */
function FilterChoice({
  by,
  choice,
  overview,
  onChange,
}: PartProps & { by: FilterBy; overview: Overview }): JSX.Element | null {
  const { t } = useWords();
  const levels = overview.levels[by];
  if (levels.length < 2) return null;
  const { [by]: now, ...others } = choice.filter;
  const place = now === undefined ? -1 : levels.findIndex(({ level }) => level === now);
  const choose = (at: number): void => {
    const found = levels[at];
    onChange({ filter: found === undefined ? others : { ...others, [by]: found.level } });
  };
  return (
    <Labelled label={t(`insight.by.${by}`)} inPrint={now !== undefined}>
      {(id) => (
        <select id={id} className="input" value={place} onChange={({ target }) => choose(Number(target.value))}>
          <option value={-1}>{t('insight.all')}</option>
          {levels.map(({ level, n }, at) => (
            <option key={level ?? '\u0000'} value={at}>
              {t('insight.level', { level: level ?? t('insight.noLevel'), count: n })}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Days({ choice, onChange }: PartProps): JSX.Element {
  const { t } = useWords();
  const { asOf, kind, fiscalStart, within, months } = choice;
  const periods = around(asOf, kind, fiscalStart);
  const chosen = periodAt(within, kind, fiscalStart).start;
  return (
    <>
      <Labelled label={t('insight.asOf')}>
        {(id) => <DayInput id={id} day={asOf} onChange={(day) => onChange({ asOf: day, within: day })} />}
      </Labelled>
      <Labelled label={t('insight.periods')}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={kind}
            onChange={({ target }) => onChange({ kind: target.value as PeriodKind })}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`insight.kind.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t('insight.period')}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={chosen}
            onChange={({ target }) => onChange({ within: Number(target.value) })}
          >
            {periods.map(({ start, name }) => (
              <option key={start} value={start}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t('insight.closings')} inPrint={months !== null}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={months ?? ''}
            onChange={({ target }) => onChange({ months: target.value === '' ? null : Number(target.value) })}
          >
            <option value="">{t('insight.allTime')}</option>
            {BACK.map((back) => (
              <option key={back} value={back}>
                {t('insight.lastMonths', { count: back })}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {kind !== 'month' && (
        <Labelled label={t('insight.fiscalStart')}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={fiscalStart}
              onChange={({ target }) => onChange({ fiscalStart: Number(target.value) })}
            >
              {MONTHS.map((month) => (
                <option key={month} value={month}>
                  {month}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
    </>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** The period of a day, those before it and the next. */
function around(asOf: number, kind: PeriodKind, fiscalStart: number) {
  const now = periodAt(asOf, kind, fiscalStart);
  const list = [periodAt(now.end, kind, fiscalStart), now];
  for (let i = 0; i < PERIODS_BACK; i += 1) list.push(periodAt((list.at(-1) ?? now).start - 1, kind, fiscalStart));
  return list;
}

export function DayInput({
  id,
  day,
  onChange,
}: {
  id: string;
  day: number;
  onChange: (day: number) => void;
}): JSX.Element {
  return (
    <input
      id={id}
      type="date"
      className="input"
      value={dayText(day)}
      onChange={({ target }) => {
        const chosen = dayOf(target.value);
        if (chosen !== null) onChange(chosen);
      }}
    />
  );
}

type LabelledProps = {
  label: string;
  /** Also on paper: among the filters, those that were chosen. */
  inPrint?: boolean;
  children: (id: string) => ReactNode;
};

export function Labelled({ label, inPrint = false, children }: LabelledProps): JSX.Element {
  const id = useId();
  return (
    <div className="insight-field" data-print={inPrint}>
      <label htmlFor={id} className="small">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
