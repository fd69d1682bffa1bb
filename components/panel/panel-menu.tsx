import type { JSX } from 'react';
import { browser } from 'wxt/browser';
import { MenuButton } from '@/components/ui/menu-button';
import { hasSidePanel, openSidePanel } from '@/lib/messaging/side-panel';
import { useWindowId } from '@/lib/queries/use-window-id';
import { useWords } from '@/lib/queries/use-words';

type PanelMenuProps = { framed: boolean };

/** What else can be done from the panel, at the far end of its header. */
export function PanelMenu({ framed }: PanelMenuProps): JSX.Element {
  const { t } = useWords();
  const windowId = useWindowId();
  const choices = [
    ...(framed && hasSidePanel() && windowId !== null ? [{ id: 'side', label: t('start.menu.side') }] : []),
    { id: 'settings', label: t('panel.menu.settings') },
  ];
  const choose = (id: string): void => {
    if (id === 'side' && windowId !== null) void openSidePanel(windowId);
    else void browser.runtime.openOptionsPage();
  };
  return <MenuButton icon="more" label={t('panel.menu.more')} choices={choices} onChoose={choose} />;
}
