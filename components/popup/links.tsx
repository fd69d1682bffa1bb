import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { browser } from 'wxt/browser';
import { call } from '@/lib/messaging/client';
import { useWords } from '@/lib/queries/use-words';

/** Our own pages, beside the settings. */
const PAGES = [
  { page: '/queue.html', key: 'queue.title' },
  { page: '/review.html', key: 'start.popup.review' },
  { page: '/welcome.html', key: 'start.popup.welcome' },
  { page: '/sample.html', key: 'start.popup.sample' },
] as const;

type Page = (typeof PAGES)[number]['page'];

/** The ways to the other pages, and the diagnostics. */
export function Links(): JSX.Element {
  const { t } = useWords();
  const save = useMutation({ mutationFn: () => call('diagnostics', null), onSuccess: saveAsFile });
  return (
    <nav className="popup-part" aria-label={t('start.popup.more')}>
      <div className="popup-pages">
        {PAGES.map(({ page, key }) => (
          <button key={page} type="button" className="link-button" onClick={() => void open(page)}>
            {t(key)}
          </button>
        ))}
        <button type="button" className="link-button" onClick={() => void browser.runtime.openOptionsPage()}>
          {t('start.popup.settings')}
        </button>
        <button type="button" className="link-button" onClick={() => save.mutate()}>
          {t('start.popup.diagnostics')}
        </button>
      </div>
      <p className="muted small popup-diagnostics">{t('start.popup.diagnosticsMeans')}</p>
      {save.error && (
        <p className="bad small" role="alert">
          {save.error.message}
        </p>
      )}
    </nav>
  );
}

async function open(page: Page): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(page) });
  window.close(); // a popup stays open otherwise where the new tab does not take the focus
}

function saveAsFile(content: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'fairlead-diagnostics.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a download may still be reading it
}
