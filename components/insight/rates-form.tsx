import { useState, type JSX } from 'react';
import type { SavedRates } from '@/lib/cache/rates';
import { useSetRates, type Loaded } from '@/lib/queries/use-insight';
import { useWords } from '@/lib/queries/use-words';
import { Labelled } from './controls';

type RatesFormProps = { source: string; loaded: Loaded };

/** Counting deals of several currencies in one: by rates that somebody enters, for nothing is added up without. */
export function RatesForm(props: RatesFormProps): JSX.Element | null {
  const { t } = useWords();
  const { rates, overview } = props.loaded;
  if (overview.ownCurrencies.length < 2 || overview.ownCurrencies.every(({ currency }) => currency === null))
    return null;
  return (
    <details className="insight-rates small">
      <summary>{rates === null ? t('insight.rates.off') : t('insight.rates.on', { currency: rates.base })}</summary>
      <Form {...props} />
    </details>
  );
}

function Form({ source, loaded }: RatesFormProps): JSX.Element {
  const { t } = useWords();
  const setRates = useSetRates(source);
  const { rates: saved, overview } = loaded;
  const own = overview.ownCurrencies.flatMap(({ currency }) => (currency === null ? [] : [currency]));
  const [base, setBase] = useState(saved?.base ?? own[0] ?? '');
  const [typed, setTyped] = useState<Texts>(() => textsOf(saved));
  const others = own.filter((currency) => currency !== base);
  const wrong = others.filter((currency) => (typed[currency] ?? '').trim() !== '' && rateIn(typed[currency]) === null);
  const rates = ratesIn(others, typed);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong.length === 0) setRates({ base, rates });
      }}
    >
      <p className="muted">{t('insight.rates.about')}</p>
      <div className="insight-rates-fields">
        <Labelled label={t('insight.rates.base')}>
          {(id) => (
            <select id={id} className="input" value={base} onChange={({ target }) => setBase(target.value)}>
              {own.map((currency) => (
                <option key={currency}>{currency}</option>
              ))}
            </select>
          )}
        </Labelled>
        {others.map((currency) => (
          <Labelled key={currency} label={t('insight.rates.one', { currency, base })}>
            {(id) => (
              <input
                id={id}
                className="input"
                inputMode="decimal"
                aria-invalid={wrong.includes(currency)}
                value={typed[currency] ?? ''}
                onChange={({ target }) => setTyped({ ...typed, [currency]: target.value })}
              />
            )}
          </Labelled>
        ))}
      </div>
      {wrong.length > 0 && (
        <p role="alert" className="insight-problem">
          {t('insight.rates.wrong', { list: wrong.join(', ') })}
        </p>
      )}
      <Without all={overview.ownCurrencies} base={base} rates={rates} />
      <p className="insight-rates-do">
        <button type="submit" className="button" disabled={wrong.length > 0 || Object.keys(rates).length === 0}>
          {t('insight.rates.count', { currency: base })}
        </button>
        {saved !== null && (
          <button type="button" className="button" onClick={() => setRates(null)}>
            {t('insight.rates.stop')}
          </button>
        )}
      </p>
    </form>
  );
}

type WithoutProps = { all: Loaded['overview']['ownCurrencies']; base: string; rates: SavedRates['rates'] };

/** What goes on being counted apart, with how many deals that is. */
function Without({ all, base, rates }: WithoutProps): JSX.Element | null {
  const { t, number } = useWords();
  const without = all.filter(
    ({ currency }) => currency !== base && (currency === null || !Object.hasOwn(rates, currency)),
  );
  if (without.length === 0) return null;
  const list = without.map(({ currency, n }) => `${currency ?? t('insight.noCurrency')} (${number(n)})`).join(', ');
  return <p className="muted">{t('insight.rates.without', { list })}</p>;
}

type Texts = Readonly<Record<string, string>>;

function ratesIn(currencies: readonly string[], typed: Texts): SavedRates['rates'] {
  return Object.fromEntries(
    currencies.flatMap((currency) => {
      const rate = rateIn(typed[currency]);
      return rate === null ? [] : [[currency, rate] as const];
    }),
  );
}

function textsOf(saved: SavedRates | null): Texts {
  return Object.fromEntries(Object.entries(saved?.rates ?? {}).map(([currency, rate]) => [currency, String(rate)]));
}

/** A number above 0, with a point or a comma; null of anything else. */
function rateIn(text: string | undefined): number | null {
  const value = Number((text ?? '').trim().replace(',', '.'));
  return Number.isFinite(value) && value > 0 ? value : null;
}
