import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '@/components/ui/tokens.css';
import '@/components/ui/controls.css';
import '@/components/panel/panel.css';
import '@/components/panel/risk.css';
import { CommandPalette } from '@/components/palette/command-palette';
import { ReviewPage } from '@/components/review/review-page';
import { sectionAt } from '@/components/review/sections';
import { loadWords, type Part } from '@/lib/cache/words';
import { queryClient } from '@/lib/queries/query-client';
import { WhenWorded, WordsProvider } from '@/lib/queries/use-words';
import { warmReview } from '@/lib/queries/warm-review';

const PARTS: readonly Part[] = ['rep', 'desk'];
const words = loadWords(PARTS);
const client = queryClient();
const wanted = new URLSearchParams(location.search).get('tenant');
const first = sectionAt(location.hash);
void first?.load();
warmReview(client, first?.id, wanted);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <WordsProvider first={words} parts={PARTS}>
        <WhenWorded>
          <ReviewPage wanted={wanted} />
          <CommandPalette />
        </WhenWorded>
      </WordsProvider>
    </QueryClientProvider>,
  );
}
