import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FieldKey } from '@/lib/domain/fields';
import { call } from '@/lib/messaging/client';

/** How a search for a field's record goes. `failed`: the CRM could not be asked, which is not that it holds nothing. */
export type Lookup =
  | { state: 'idle' | 'searching' }
  | { state: 'found'; names: readonly string[] }
  | { state: 'failed'; problem: string };

/** Nobody types on after this: until then nothing is sent. */
const REST_MS = 250;
const KEPT_MS = 60_000;

/** Searches the CRM for what is typed, once typing rests; an answer to what was typed before is never shown. */
export function useLookup(field: FieldKey, text: string): Lookup {
  const wanted = text.trim();
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(wanted), REST_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, error } = useQuery({
    queryKey: ['lookup', field, rested],
    queryFn: () => call('lookup', { field, text: rested }),
    enabled: rested !== '' && rested === wanted,
    staleTime: KEPT_MS,
    retry: false,
  });
  if (wanted === '') return { state: 'idle' };
  if (rested !== wanted) return { state: 'searching' };
  if (error) return { state: 'failed', problem: error.message };
  if (!data) return { state: 'searching' };
  return data.ok ? { state: 'found', names: data.names } : { state: 'failed', problem: data.problem };
}
