import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import './tokens.css';
import './controls.css';
import { loadWords, type Part } from '@/lib/cache/words';
import { queryClient } from '@/lib/queries/query-client';
import { WhenWorded, WordsProvider } from '@/lib/queries/use-words';

/** The messages of pages that are not the rep's alone: review, studio, settings. */
export const DESK: readonly Part[] = ['rep', 'desk'];

/** Puts a page of the extension on screen once its words are there; `client` where the page asked for something ahead. */
export function mountPage(
  page: ReactNode,
  { parts = ['rep'], client = queryClient() }: { parts?: readonly Part[]; client?: QueryClient } = {},
): void {
  const words = loadWords(parts);
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <WordsProvider first={words} parts={parts}>
        <WhenWorded>{page}</WhenWorded>
      </WordsProvider>
    </QueryClientProvider>,
  );
}
