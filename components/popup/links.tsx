import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { browser } from 'wxt/browser';
import { call } from '@/lib/messaging/client';
import { useWords } from '@/lib/queries/use-words';

/** The ways to the other pages, and the diagnostics. */
export function Links(): JSX.Element {
  const { t } = useWords();
  const save = useMutation({ mutationFn: () => call('diagnostics', null), onSuccess: saveAsFile });
  return (
    <nav className="popup-part popup-links" aria-label={t('start.popup.more')}>
      <button type="button" className="link-button" onClick={() => void browser.runtime.openOptionsPage()}>
        {t('start.popup.settings')}
      </button>
      <button type="button" className="link-button" onClick={() => save.mutate()}>
        {t('start.popup.diagnostics')}
      </button>
      <p className="muted small">{t('start.popup.diagnosticsMeans')}</p>
      {save.error && (
        <p className="bad small" role="alert">
          {save.error.message}
        </p>
      )}
    </nav>
  );
}

function saveAsFile(content: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'fairlead-diagnostics.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a download may still be reading it
}
