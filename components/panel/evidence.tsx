import type { JSX } from 'react';
import type { Evidence } from '@/lib/domain/assessment';
import { dayText, plural } from './texts';

/** What a criterion rests on: each thing seen, with its date and how long it counts. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }): JSX.Element | null {
  if (evidence.length === 0) return null;
  return (
    <ul className="plain-list">
      {evidence.map((item) => (
        <li key={`${item.kind} ${item.label} ${item.at}`}>
          <bdi>{item.label}</bdi>
          {evidenceDates(item)}
        </li>
      ))}
    </ul>
  );
}

/** ", 12 days ago, counts until 3 Jan 2027". */
export function evidenceDates({ ageDays, expiresAt }: Evidence): string {
  const age = ageDays === null ? '' : `, ${ageDays === 0 ? 'today' : plural(ageDays, 'day ago', 'days ago')}`;
  return `${age}${expiresAt === null ? '' : `, counts until ${dayText(expiresAt)}`}`;
}
