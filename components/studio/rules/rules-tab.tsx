import { useMemo, useState, type ComponentProps, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import type { OutlineItem } from '@/lib/studio/outline';
import type { Desk } from '../desk';
import { Editor } from '../editor/editor';
import { AddRule } from './add-rule';
import { RuleForm } from './rule-form';
import { RuleList } from './rule-list';

type RulesTabProps = {
  desk: Desk;
  hidden: boolean;
  /** The rule that the cursor is in. */
  rule: string | null;
  editor: ComponentProps<typeof Editor>;
};

/** The rules as a list with a form, and as text: two views of one document. */
export function RulesTab({ desk, hidden, rule, editor }: RulesTabProps): JSX.Element {
  const { t } = useWords();
  const outline = useOutline(desk.analysis?.outline ?? null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [followed, setFollowed] = useState(rule);
  // Whoever moves the cursor means the rule that it is in now.
  if (rule !== followed) {
    setFollowed(rule);
    if (rule !== null) setChosen(rule);
  }
  const item = outline.find(({ id }) => id === chosen) ?? null;
  const choose = (wanted: OutlineItem): void => {
    setChosen(wanted.id);
    void desk.workers.quick
      .ask('place', { text: desk.text, path: wanted.path })
      .then((range) => range && desk.reveal(range));
  };
  return (
    <section className="studio-rules" hidden={hidden} aria-label={t('studio.tab.rules')}>
      <div className="studio-side">
        <RuleList outline={outline} read={desk.analysis !== null || outline.length > 0} chosen={item} choose={choose} />
        <AddRule desk={desk} outline={outline} added={setChosen} />
      </div>
      <div className="studio-middle">
        {item === null ? (
          <p className="muted">{t('studio.form.none')}</p>
        ) : (
          <RuleForm key={`${item.kind} ${item.id}`} item={item} desk={desk} />
        )}
        <Problems desk={desk} />
      </div>
      <Editor {...editor} />
    </section>
  );
}

/** The list as it last could be read, and the same object while it says the same: a long list is not drawn anew for every key. */
function useOutline(latest: readonly OutlineItem[] | null): readonly OutlineItem[] {
  const [kept, setKept] = useState<{ key: string; items: readonly OutlineItem[] }>({ key: '', items: [] });
  const key = useMemo(() => (latest === null ? null : JSON.stringify(latest)), [latest]);
  if (latest !== null && key !== null && key !== kept.key) setKept({ key, items: latest });
  return kept.items;
}

const MOST_SHOWN = 30;

/** What is wrong, as a list: the same as the marks in the text, for the keyboard and for who cannot see them. */
function Problems({ desk }: { desk: Desk }): JSX.Element | null {
  const { t } = useWords();
  const found = desk.analysis?.diagnostics ?? [];
  if (found.length === 0) return null;
  return (
    <section className="studio-problems" aria-label={t('studio.problems')}>
      <h2>{t('studio.errors', { count: found.length })}</h2>
      <ul>
        {found.slice(0, MOST_SHOWN).map(({ from, to, message, hint }) => (
          <li key={`${from} ${message}`}>
            <button type="button" className="link-button" onClick={() => desk.reveal({ from, to })}>
              {message}
            </button>
            {hint !== '' && <span className="muted"> {hint}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
