import { mountPage } from '@/components/ui/mount-page';
import '@/components/panel/panel.css';
import '@/components/panel/risk.css';
import '@/components/panel/steps/steps.css';
import '@/components/panel/changes/changes.css';
import '@/components/side/side.css';
import { SidePanel } from '@/components/side/side-panel';
import { CommandPalette } from '@/components/palette/command-palette';

mountPage(
  <>
    <SidePanel />
    <CommandPalette />
  </>,
);
