import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';

/** Why something was not done, where it was not. */
export function Failure({ error }: { error: Error | null }): JSX.Element | null {
  const { said } = useWords();
  return error && <p className="notice notice-bad">{said(error.message)}</p>;
}
