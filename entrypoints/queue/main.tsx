import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/ui/controls.css';
import '@/components/panel/panel.css';
import { QueuePage } from '@/components/queue/queue-page';
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
          <QueuePage wanted={new URLSearchParams(location.search).get('tenant')} />
        </WhenWorded>
      </WordsProvider>
    </QueryClientProvider>,
  );
}
