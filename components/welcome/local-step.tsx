import type { JSX } from 'react';
import { browser } from 'wxt/browser';
import { useWords } from '@/lib/queries/use-words';

const FACTS = ['kept', 'noServer', 'crmOnly', 'writes', 'rules', 'forget'] as const;

/** What stays in the browser, and what little goes where. */
export function LocalStep(): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <ul className="welcome-facts">
        {FACTS.map((fact) => (
          <li key={fact}>
            <strong>{t(`welcome.fact.${fact}`)}</strong> {t(`welcome.fact.${fact}More`)}
          </li>
        ))}
      </ul>
      <p className="small">
        <button type="button" className="link-button" onClick={() => void browser.runtime.openOptionsPage()}>
          {t('welcome.settings')}
        </button>
      </p>
    </>
  );
}
