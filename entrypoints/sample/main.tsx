import { mountPage } from '@/components/ui/mount-page';
import '@/components/panel/panel.css';
import '@/components/panel/risk.css';
import '@/components/panel/steps/steps.css';
import '@/components/panel/changes/changes.css';
import '@/components/sample/sample.css';
import { CommandPalette } from '@/components/palette/command-palette';
import { SamplePage } from '@/components/sample/sample-page';

mountPage(
  <>
    <SamplePage />
    <CommandPalette />
  </>,
);
