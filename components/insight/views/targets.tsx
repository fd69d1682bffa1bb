import { useState, type JSX } from 'react';
import { dayText } from '@/lib/insight/periods';
import { useMetric, useSetTargets } from '@/lib/queries/use-insight';
import { useWords } from '@/lib/queries/use-words';
import { Labelled } from '../controls';
import { useLook } from '../look';

/** Entering what is to be won in the period; kept in this browser, for this source. */
export function Targets(): JSX.Element | null {
  const { t } = useWords();
  const { view, loaded, currency, source } = useLook();
  const { data } = useMetric('coverage', view);
  const setTargets = useSetTargets(source.key);
  const [text, setText] = useState<string | null>(null);
  if (data === undefined) return null;
  const start = dayText(data.period.start);
  const isThis = (one: { period_start: string; currency: string | null }): boolean =>
    one.period_start === start && one.currency === currency;
  const now = loaded.targets.find(isThis)?.amount ?? null;
  const amount = Number((text ?? '').replace(/[\s,']/g, ''));
  const wrong = text !== null && text.trim() !== '' && !(Number.isFinite(amount) && amount > 0);
  const save = (): void => {
    if (text === null || wrong) return;
    const others = loaded.targets.filter((one) => !isThis(one));
    setTargets(text.trim() === '' ? others : [...others, { period_start: start, owner: null, amount, currency }]);
    setText(null);
  };
  return (
    <form
      className="insight-target"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Labelled
        label={t('insight.targetFor', { period: data.period.name, currency: currency ?? t('insight.noCurrency') })}
      >
        {(id) => (
          <input
            id={id}
            className="input"
            inputMode="decimal"
            aria-invalid={wrong}
            value={text ?? (now === null ? '' : String(now))}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Labelled>
      <button type="submit" className="button" disabled={text === null || wrong}>
        {t('insight.save')}
      </button>
      {wrong && (
        <p role="alert" className="insight-problem small">
          {t('insight.targetWrong')}
        </p>
      )}
    </form>
  );
}
