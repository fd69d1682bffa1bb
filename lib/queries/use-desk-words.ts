import { useQuery } from '@tanstack/react-query';
import { loadWords } from '@/lib/cache/words';
import type { Words } from '@/lib/i18n/words';
import { useWords } from './use-words';

/**
 * The words with those of the pages for managers and admins, for what a rep seldom has to hear; fetched only once they are `wanted`.
 * Null until they are there.
 */
export function useDeskWords(wanted: boolean): Words | null {
  const words = useWords();
  const { data, isError } = useQuery({
    queryKey: ['deskWords', words.locale, words.dir],
    queryFn: () => loadWords(['rep', 'desk']),
    enabled: wanted,
    staleTime: Infinity,
    structuralSharing: false,
  });
  return data ?? (isError ? words : null);
}
