import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/ui/controls.css';
import '@/components/panel/panel.css';
import '@/components/panel/risk.css';
import '@/components/panel/steps/steps.css';
import '@/components/panel/changes/changes.css';
import { App } from '@/components/panel/app';
import { CommandPalette } from '@/components/palette/command-palette';
import { loadWords } from '@/lib/cache/words';
import { connectToPage } from '@/lib/messaging/page-link';
import { queryClient } from '@/lib/queries/query-client';
import { WordsProvider } from '@/lib/queries/use-words';
import { warm, warmDeals } from '@/lib/queries/warm';

const words = loadWords();
const client = queryClient();
const link = connectToPage(location.hash.slice(1));
warm(client, link).catch(() => undefined); // what it asked ahead is asked again where it is shown
warmDeals(client, link);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <WordsProvider first={words}>
        <App link={link} />
        <CommandPalette />
      </WordsProvider>
    </QueryClientProvider>,
  );
}
