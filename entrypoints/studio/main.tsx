import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/ui/controls.css';
import '@/components/admin/crms/crms.css';
import '@/components/admin/learning.css';
import '@/components/studio/studio.css';
import { Studio } from '@/components/studio/studio';
import { loadWords, type Part } from '@/lib/cache/words';
import { queryClient } from '@/lib/queries/query-client';
import { WhenWorded, WordsProvider } from '@/lib/queries/use-words';

const PARTS: readonly Part[] = ['rep', 'desk'];
const words = loadWords(PARTS);
const client = queryClient();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <WordsProvider first={words} parts={PARTS}>
        <WhenWorded>
          <Studio />
        </WhenWorded>
      </WordsProvider>
    </QueryClientProvider>,
  );
}
