import type { JSX } from 'react';
import type { Evidence } from '@/lib/domain/assessment';
import { useWords } from '@/lib/queries/use-words';
import { evidenceText } from './texts';

/** What a criterion rests on: each thing seen, with its date and how long it counts. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }): JSX.Element | null {
  const words = useWords();
  if (evidence.length === 0) return null;
  return (
    <ul className="plain-list">
      {evidence.map((item) => (
        <li key={`${item.kind} ${item.label} ${item.at}`}>{evidenceText(words, item)}</li>
      ))}
    </ul>
  );
}
