import { useId, useMemo, type JSX } from 'react';
import { choicesOf, NO_FILTER, PERIODS, type ReviewFilter } from '@/lib/assess/review/filter';
import { CALLS } from '@/lib/domain/review';
import type { ReviewAnswer } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';
import { OwnerFilter } from './owner-filter';

type FiltersProps = {
  tenant: string;
  lines: ReviewAnswer['lines'];
  filter: ReviewFilter;
  onChange: (filter: ReviewFilter) => void;
};

/** What of the open deals is shown: plain choices, which all hold together. */
export function Filters({ tenant, lines, filter, onChange }: FiltersProps): JSX.Element {
  const { t } = useWords();
  const { owners, stages, categories } = useMemo(() => choicesOf(lines), [lines]);
  const set = (part: Partial<ReviewFilter>): void => onChange({ ...filter, ...part });
  const any: Option = ['', t('review.filter.any')];
  const isSet = Object.entries({ ...filter, scope: 'queue' }).some(
    ([key, value]) => value !== NO_FILTER[key as keyof ReviewFilter],
  );
  return (
    <form className="review-filters" aria-label={t('review.filter.label')} onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={t('review.filter.scope')}
        value={filter.scope}
        options={[
          ['queue', t('review.filter.queue')],
          ['all', t('review.filter.open')],
        ]}
        onChange={(scope) => set({ scope: scope === 'all' ? 'all' : 'queue' })}
      />
      <OwnerFilter
        tenant={tenant}
        owners={owners}
        chosen={filter.owners}
        onChange={(chosen) => set({ owners: chosen })}
      />
      <Choice
        label={t('review.filter.stage')}
        value={filter.stage ?? ''}
        options={[any, ...stages.map((stage): Option => [stage, stage])]}
        onChange={(stage) => set({ stage: stage || null })}
      />
      <Choice
        label={t('review.filter.period')}
        value={filter.period ?? ''}
        options={[any, ...PERIODS.map((period): Option => [period, t(`review.period.${period}`)])]}
        onChange={(value) => set({ period: PERIODS.find((period) => period === value) ?? null })}
      />
      <Choice
        label={t('review.filter.category')}
        value={filter.category === null ? '' : `=${filter.category}`}
        options={[any, ...categories.map((name): Option => [`=${name}`, name || t('review.filter.noCategory')])]}
        onChange={(value) => set({ category: value === '' ? null : value.slice(1) })}
      />
      <Choice
        label={t('review.filter.call')}
        value={filter.call ?? ''}
        options={[any, ...CALLS.map((call): Option => [call, t(`review.call.${call}`)])]}
        onChange={(value) => set({ call: CALLS.find((call) => call === value) ?? null })}
      />
      <label className="review-check">
        <input type="checkbox" checked={filter.changed} onChange={(event) => set({ changed: event.target.checked })} />{' '}
        {t('review.filter.changed')}
      </label>
      {isSet && (
        <button type="button" className="link-button" onClick={() => onChange({ ...NO_FILTER, scope: filter.scope })}>
          {t('review.filter.clear')}
        </button>
      )}
    </form>
  );
}

type Option = readonly [value: string, text: string];
type ChoiceProps = { label: string; value: string; options: readonly Option[]; onChange: (value: string) => void };

function Choice({ label, value, options, onChange }: ChoiceProps): JSX.Element {
  const id = useId();
  return (
    <p className="review-choice">
      <label htmlFor={id} className="small">
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}
