import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/ui/controls.css';
import '@/components/panel/panel.css';
import '@/components/panel/risk.css';
import '@/components/panel/steps/steps.css';
import '@/components/panel/changes/changes.css';
import '@/components/sample/sample.css';
import { CommandPalette } from '@/components/palette/command-palette';
import { SamplePage } from '@/components/sample/sample-page';
import { loadWords } from '@/lib/cache/words';
import { queryClient } from '@/lib/queries/query-client';
import { WhenWorded, WordsProvider } from '@/lib/queries/use-words';

const words = loadWords();
const client = queryClient();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <WordsProvider first={words}>
        <WhenWorded>
          <SamplePage />
          <CommandPalette />
        </WhenWorded>
      </WordsProvider>
    </QueryClientProvider>,
  );
}
