import type { JSX } from 'react';
import { browser } from 'wxt/browser';
import { MenuButton } from '@/components/ui/menu-button';
import { useWords } from '@/lib/queries/use-words';

/** What else can be done from the panel, at the far end of its header. */
export function PanelMenu(): JSX.Element {
  const { t } = useWords();
  const choices = [{ id: 'settings', label: t('panel.menu.settings') }] as const;
  return (
    <MenuButton
      icon="more"
      label={t('panel.menu.more')}
      choices={choices}
      onChoose={() => void browser.runtime.openOptionsPage()}
    />
  );
}
