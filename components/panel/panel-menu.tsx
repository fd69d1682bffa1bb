import type { JSX } from 'react';
import { browser } from 'wxt/browser';
import { MenuButton } from '@/components/ui/menu-button';
import { hasSidePanel, openSidePanel } from '@/lib/messaging/side-panel';
import { useWindowId } from '@/lib/queries/use-window-id';

type PanelMenuProps = { framed: boolean };

/** What else can be done from the panel, at the far end of its header. */
export function PanelMenu({ framed }: PanelMenuProps): JSX.Element {
  const windowId = useWindowId();
  const choices = [
    ...(framed && hasSidePanel() && windowId !== null ? [{ id: 'side', label: 'Open in the side panel' }] : []),
    { id: 'settings', label: 'Settings' },
  ];
  const choose = (id: string): void => {
    if (id === 'side' && windowId !== null) void openSidePanel(windowId);
    else void browser.runtime.openOptionsPage();
  };
  return <MenuButton icon="more" label="More" choices={choices} onChoose={choose} />;
}
