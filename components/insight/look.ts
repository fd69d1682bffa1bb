import { createContext, useContext } from 'react';
import type { Loaded, Source, View } from '@/lib/queries/use-insight';

/** What all views look at: the data, the question that the filters make, and the currency that charts of money are in. */
export type Look = {
  source: Source;
  loaded: Loaded;
  view: View;
  currency: string | null;
};

export const LookContext = createContext<Look | null>(null);

export function useLook(): Look {
  const look = useContext(LookContext);
  if (look === null) throw new Error('A view stands where there are data to look at.');
  return look;
}
