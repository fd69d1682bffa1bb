import type { JSX } from 'react';
import { browser } from 'wxt/browser';
import { MenuButton } from '@/components/ui/menu-button';

const CHOICES = [{ id: 'settings', label: 'Settings' }] as const;

/** What else can be done from the panel, at the far end of its header. */
export function PanelMenu(): JSX.Element {
  return (
    <MenuButton icon="more" label="More" choices={CHOICES} onChoose={() => void browser.runtime.openOptionsPage()} />
  );
}
