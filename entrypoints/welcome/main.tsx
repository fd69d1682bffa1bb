import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/ui/controls.css';
import '@/components/popup/popup.css';
import '@/components/welcome/welcome.css';
import { Welcome } from '@/components/welcome/welcome';
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
          <Welcome />
        </WhenWorded>
      </WordsProvider>
    </QueryClientProvider>,
  );
}
