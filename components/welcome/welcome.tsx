import { useEffect, useRef, useState, type JSX } from 'react';
import { browser } from 'wxt/browser';
import { LanguageChoice } from '@/components/ui/language-choice';
import { useWords } from '@/lib/queries/use-words';
import { CrmStep } from './crm-step';
import { LocalStep } from './local-step';
import { PackStep } from './pack-step';

const STEPS = ['crm', 'pack', 'local'] as const;

/** Three steps from nothing to a first deal; each may be skipped, and all of it is in the settings as well. */
export function Welcome(): JSX.Element {
  const { t } = useWords();
  const [at, setAt] = useState(0);
  const step = STEPS[at] ?? 'crm';
  const heading = useRef<HTMLHeadingElement>(null);
  const turned = useRef(false);
  useEffect(() => {
    // A screen reader is to hear the new step; the page's own beginning is not interrupted.
    if (turned.current) heading.current?.focus();
  }, [at]);
  const go = (to: number): void => {
    turned.current = true;
    setAt(to);
  };
  return (
    <div className="welcome">
      <header className="welcome-head">
        <h1>{t('welcome.title')}</h1>
        <LanguageChoice />
      </header>
      <main>
        <ol className="welcome-steps" aria-label={t('welcome.steps')}>
          {STEPS.map((each, index) => (
            <li key={each} aria-current={index === at ? 'step' : undefined} data-done={index < at}>
              {t(`welcome.${each}.short`)}
            </li>
          ))}
        </ol>
        <section className="welcome-card" aria-labelledby="welcome-step">
          <h2 id="welcome-step" ref={heading} tabIndex={-1}>
            {t(`welcome.${step}.title`)}
          </h2>
          {step === 'crm' && <CrmStep />}
          {step === 'pack' && <PackStep />}
          {step === 'local' && <LocalStep />}
          <p className="buttons welcome-go">
            {at > 0 && (
              <button type="button" className="button" onClick={() => go(at - 1)}>
                {t('welcome.back')}
              </button>
            )}
            {at < STEPS.length - 1 && (
              <button type="button" className="button primary" onClick={() => go(at + 1)}>
                {t('welcome.next')}
              </button>
            )}
            {step === 'local' && (
              <a className="button primary" href={browser.runtime.getURL('/sample.html')}>
                {t('welcome.sample')}
              </a>
            )}
            <button type="button" className="link-button" onClick={() => void leave()}>
              {t(step === 'local' ? 'welcome.done' : 'welcome.skip')}
            </button>
          </p>
        </section>
      </main>
    </div>
  );
}

async function leave(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
}
