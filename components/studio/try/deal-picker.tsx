import { useDeferredValue, useState, type JSX } from 'react';
import { useDealsToTry, type ListedDeal } from '@/lib/queries/use-studio';
import { useWords } from '@/lib/queries/use-words';
import type { Desk } from '../desk';

type Outcome = ListedDeal['outcome'];
const OUTCOMES: readonly Outcome[] = ['open', 'won', 'lost'];

/** Chooses one of the team's own deals: open, won or lost. */
export function DealPicker({ desk: { tenant, chosen, choose } }: { desk: Desk }): JSX.Element {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const deals = useDealsToTry(tenant, useDeferredValue(text), outcome);
  return (
    <div className="studio-side">
      <label className="studio-field">
        {t('studio.deals.find')}
        <input type="search" className="input" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <label className="studio-field">
        {t('studio.deals.which')}
        <select
          className="input"
          value={outcome ?? ''}
          onChange={(event) => setOutcome(OUTCOMES.find((each) => each === event.target.value) ?? null)}
        >
          <option value="">{t('studio.deals.all')}</option>
          {OUTCOMES.map((each) => (
            <option key={each} value={each}>
              {t(`studio.outcome.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {deals?.length === 0 && <p className="muted">{t('studio.deals.none')}</p>}
      <ul className="studio-deals">
        {deals?.map((deal) => (
          <li key={deal.dealId}>
            <button
              type="button"
              className="studio-row"
              aria-current={deal.dealId === chosen?.dealId ? 'true' : undefined}
              onClick={() => tenant !== null && choose({ tenant, dealId: deal.dealId, name: deal.name })}
            >
              <span className="studio-row-title">{deal.name}</span>
              <span className="muted small">
                {t(`studio.outcome.${deal.outcome}`)}
                {deal.stage !== null && ` · ${deal.stage}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
