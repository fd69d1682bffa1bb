import { useContext, useDeferredValue, useMemo, type JSX } from 'react';
import { whatIfEdited } from '@/lib/assess/what-if-edited';
import type { Edit } from '@/lib/domain/edits';
import { DealContext } from './deal-context';
import { pointsText } from './texts';

/** What the edits would change before they are saved: the risk, and the criteria that would be met or no longer. */
export function WhatIfLine({ edits }: { edits: readonly Edit[] }): JSX.Element | null {
  const open = useContext(DealContext);
  const typed = useDeferredValue(edits); // the field that is typed in goes first
  const effect = useMemo(
    () =>
      open === null || typed.length === 0 ? null : whatIfEdited(open.assessed.input, open.assessed.assessment, typed),
    [open, typed],
  );
  if (effect === null) return null;
  const met = effect.gates.filter(({ is }) => is === 'met');
  const lost = effect.gates.filter(({ was }) => was === 'met');
  return (
    <p className="what-if small" role="status">
      Once saved:{' '}
      {effect.points !== null && (
        <strong data-sign={Math.sign(effect.points)}>
          risk {effect.points === 0 ? 'as it is' : pointsText(effect.points)}
        </strong>
      )}
      {met.length > 0 && <> · met: {met.map(({ title }) => title).join(', ')}</>}
      {lost.length > 0 && <> · no longer met: {lost.map(({ title }) => title).join(', ')}</>}
    </p>
  );
}
