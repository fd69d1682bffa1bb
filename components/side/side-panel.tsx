import type { JSX } from 'react';
import { App } from '@/components/panel/app';
import { Message } from '@/components/panel/states';
import { useActiveTab } from '@/lib/queries/use-active-tab';
import { useTabLink } from '@/lib/queries/use-tab-link';
import { useWords } from '@/lib/queries/use-words';

/** The panel in the browser's own side panel: it follows the tab in front, and stands in for the frame on its page. */
export function SidePanel(): JSX.Element {
  const tab = useActiveTab();
  const { state, link, count } = useTabLink(tab);
  return (
    <div className="side" aria-live="off">
      {state === 'linked' && <App key={count} link={link} side />}
      {state === 'looking' && <Looking />}
      {state === 'nothing' && <NoCrm />}
    </div>
  );
}

/** Shown only if it takes a while: mostly the page answers at once. */
function Looking(): JSX.Element {
  const { t } = useWords();
  return (
    <main className="panel side-looking">
      <h1 className="visually-hidden">Fairlead</h1>
      <Message title={t('start.popup.looking')} busy />
    </main>
  );
}

function NoCrm(): JSX.Element {
  const { t } = useWords();
  return (
    <main className="panel">
      <h1 className="visually-hidden">Fairlead</h1>
      <Message title={t('start.side.noCrm')}>
        <p>{t('start.side.more')}</p>
        <p>{t('start.side.button')}</p>
      </Message>
    </main>
  );
}
