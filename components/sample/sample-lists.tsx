import type { JSX } from 'react';
import { dateText } from '@/components/panel/texts';
import type { SampleRecord, SampleRow } from '@/lib/queries/sample/record';
import { useWords } from '@/lib/queries/use-words';

/** The people of the sample deal, and what was done so far; the panel counts them. */
export function SampleLists({ record }: { record: SampleRecord }): JSX.Element {
  const { t } = useWords();
  const activities = record.activities.toSorted((a, b) => textIn(b, 'at').localeCompare(textIn(a, 'at')));
  return (
    <>
      <section className="sample-card">
        <h3>{t('sample.part.contacts')}</h3>
        <ul className="sample-rows">
          {record.contacts.map((row) => (
            <Row key={row['id']} row={row} head="name" more={['title', 'role']} at="lastActivityAt" />
          ))}
        </ul>
      </section>
      <section className="sample-card">
        <h3>{t('sample.part.activities')}</h3>
        <ul className="sample-rows">
          {activities.map((row) => (
            <Row key={row['id']} row={row} head="subject" more={[]} at="at" />
          ))}
        </ul>
      </section>
    </>
  );
}

type RowProps = { row: SampleRow; head: string; more: readonly string[]; at: string };

function Row({ row, head, more, at }: RowProps): JSX.Element {
  const words = useWords();
  const date = textIn(row, at);
  const rest = words.list(more.map((key) => textIn(row, key)));
  return (
    <li>
      <span>
        <bdi>{textIn(row, head)}</bdi>
        {rest !== '' && <span className="muted"> · {rest}</span>}
      </span>
      {date !== '' && <span className="muted small">{dateText(words, date)}</span>}
    </li>
  );
}

function textIn(row: SampleRow, key: string): string {
  return row[key] ?? '';
}
