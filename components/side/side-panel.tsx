import type { JSX } from 'react';
import { App } from '@/components/panel/app';
import { Message } from '@/components/panel/states';
import { useActiveTab } from '@/lib/queries/use-active-tab';
import { useTabLink } from '@/lib/queries/use-tab-link';

/** The panel in the browser's own side panel: it follows the tab in front, and stands in for the frame on its page. */
export function SidePanel(): JSX.Element {
  const tab = useActiveTab();
  const { state, link } = useTabLink(tab);
  return (
    <div className="side" aria-live="off">
      {state === 'linked' && <App key={`${tab?.id} ${tab?.loads}`} link={link} side />}
      {state === 'nothing' && <NoCrm />}
    </div>
  );
}

function NoCrm(): JSX.Element {
  return (
    <main className="panel">
      <h1 className="visually-hidden">Fairlead</h1>
      <Message title="No CRM in this tab">
        <p>Go to a tab with a deal, and its criteria, gaps and risk appear here.</p>
        <p>If this is your CRM, Fairlead’s toolbar button connects it, or says where it is paused.</p>
      </Message>
    </main>
  );
}
