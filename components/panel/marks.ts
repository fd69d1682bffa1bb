import { createContext } from 'react';
import type { Mark } from '@/lib/crm/mark-messages';
import type { Assessment } from '@/lib/domain/assessment';
import type { Words } from '@/lib/i18n/words';
import type { Marks } from '@/lib/queries/use-marks';
import { gapText } from './texts';

/** The marks on the page; null where the panel stands beside no page. */
export const MarksContext = createContext<Marks | null>(null);

/** What to mark on the page: the gaps that are due, each field once. */
export function marksOf(assessment: Assessment | null, words: Words | null): readonly Mark[] | null {
  if (assessment === null || words === null) return null;
  const due = assessment.stage.state === 'known' ? assessment.gaps.filter((gap) => gap.due === 'now') : [];
  const fields = new Map(
    due.toReversed().map((gap): [string, Mark] => [
      gap.field,
      {
        field: gap.field,
        name: `${words.said(gap.label)}: ${gapText(words, gap)}`.slice(0, 400),
        why: (gap.reason === undefined ? gap.why : words.said(gap.reason)).slice(0, 1_000),
      },
    ]),
  );
  return [...fields.values()].toReversed().slice(0, MOST);
}

const MOST = 60;
