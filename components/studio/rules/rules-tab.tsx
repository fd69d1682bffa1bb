import { useCallback, useEffect, useRef, useState, type ComponentProps, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import type { Analysis } from '@/lib/studio/analyse';
import type { OutlineItem } from '@/lib/studio/outline';
import type { Desk } from '../desk';
import { Editor } from '../editor/editor';
import { AddRule } from './add-rule';
import { InheritedRule } from './inherited-rule';
import { RuleForm } from './rule-form';
import { RuleList } from './rule-list';

type RulesTabProps = {
  desk: Desk;
  hidden: boolean;
  /** The rule or field that the cursor is in, by its `keyOf`. */
  rule: string | null;
  editor: ComponentProps<typeof Editor>;
};

/** The rules as a list with a form, and as text: two views of one document. */
export function RulesTab({ desk, hidden, rule, editor }: RulesTabProps): JSX.Element {
  const { t } = useWords();
  const outline = useOutline(desk.analysis);
  const [chosen, setChosen] = useState<string | null>(null);
  const [followed, setFollowed] = useState(rule);
  // Whoever moves the cursor means the rule that it is in now.
  if (rule !== followed) {
    setFollowed(rule);
    if (rule !== null) setChosen(rule);
  }
  const item = outline.find((each) => keyOf(each) === chosen) ?? null;
  const latest = useRef(desk);
  useEffect(() => {
    latest.current = desk;
  }, [desk]);
  // The same function always: the list is not drawn anew for every key.
  const choose = useCallback((wanted: OutlineItem): void => {
    setChosen(keyOf(wanted));
    if (wanted.from !== undefined) return; // it stands in another text
    const { workers, text, reveal } = latest.current;
    void workers.quick.ask('place', { text, path: wanted.path }).then(
      (range) => range && reveal(range, true),
      () => undefined, // a worker that failed says so above
    );
  }, []);
  return (
    <section className="studio-rules" hidden={hidden} aria-label={t('studio.tab.rules')}>
      <div className="studio-side">
        <RuleList outline={outline} state={readState(desk, outline)} chosen={item} choose={choose} />
        <AddRule desk={desk} outline={outline} added={({ id, field }) => setChosen(field ? `fields.${id}` : id)} />
      </div>
      <div className="studio-middle">
        {item === null ? (
          <p className="muted">{t('studio.form.none')}</p>
        ) : item.from === undefined ? (
          <RuleForm key={chosen} item={item} desk={desk} />
        ) : (
          <InheritedRule key={chosen} item={item} from={item.from} desk={desk} />
        )}
        <Problems desk={desk} />
      </div>
      <Editor {...editor} />
    </section>
  );
}

function readState({ analysis, problem }: Desk, outline: readonly OutlineItem[]): 'reading' | 'read' | 'failed' {
  if (analysis !== null || outline.length > 0) return 'read';
  return problem === null ? 'reading' : 'failed';
}

/** Fields have names of their own; a rule's id is its own whatever kind it is. */
function keyOf({ kind, id }: OutlineItem): string {
  return kind === 'field' ? `fields.${id}` : id;
}

/** The list as it last could be read, and the same object while it says the same: a long list is not drawn anew for every key. */
function useOutline(latest: Analysis | null): readonly OutlineItem[] {
  const [kept, setKept] = useState<{ key: string; items: readonly OutlineItem[] }>({ key: '', items: [] });
  if (latest !== null && latest.outline !== null && latest.listKey !== kept.key)
    setKept({ key: latest.listKey, items: [...latest.outline, ...latest.inherited] });
  return kept.items;
}

const MOST_SHOWN = 30;

/** What is wrong, as a list: the same as the marks in the text, for the keyboard and for who cannot see them. */
function Problems({ desk }: { desk: Desk }): JSX.Element | null {
  const { t, said } = useWords();
  const wrong = desk.analysis?.diagnostics ?? [];
  const found = [...wrong, ...desk.weak];
  if (found.length === 0) return null;
  return (
    <section className="studio-problems" aria-label={t('studio.problems')}>
      <h2>
        {wrong.length > 0 ? t('studio.errors', { count: wrong.length }) : t('studio.weak', { count: found.length })}
      </h2>
      <ul>
        {found.slice(0, MOST_SHOWN).map(({ from, to, message, hint }) => (
          <li key={`${from} ${message}`}>
            <button type="button" className="link-button" onClick={() => desk.reveal({ from, to })}>
              {said(message)}
            </button>
            {hint !== '' && <span className="muted"> {said(hint)}</span>}
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN && <p className="muted">{t('studio.more', { count: found.length - MOST_SHOWN })}</p>}
    </section>
  );
}
