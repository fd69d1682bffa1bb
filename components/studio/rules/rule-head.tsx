import type { JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import type { OutlineItem } from '@/lib/studio/outline';

/** What a rule is called, of which kind it is, and by which id other rules name it. */
export function RuleHead({ item }: { item: OutlineItem }): JSX.Element {
  const { t } = useWords();
  return (
    <h2>
      {item.title}{' '}
      <span className="muted small">
        {t(`studio.kind.${item.kind}`)} · <code>{item.id}</code>
      </span>
    </h2>
  );
}
