import { useCallback, useEffect, useState, type JSX } from 'react';
import { LanguageChoice } from '@/components/ui/language-choice';
import { useStudioDraft, type StudioDraftStore } from '@/lib/queries/use-studio-draft';
import { useWords } from '@/lib/queries/use-words';
import { TABS, type Desk, type Tab } from './desk';
import { Crms } from './crms';
import { Effect } from './effect/effect';
import { Head, Problem } from './head';
import { History } from './history';
import { RulesTab } from './rules/rules-tab';
import { Score } from './score/score';
import { Tests } from './tests';
import { Try } from './try/try';
import { Use } from './use';
import { useDesk } from './use-desk';
import type { Moves } from './editor/mount';

/** The studio: one draft of a pack, written, tried, tested and held against the one in use. */
export function Studio(): JSX.Element {
  const { t } = useWords();
  const draft = useStudioDraft();
  if (draft.first === null)
    return (
      <main className="studio">
        {draft.problem === null ? (
          <p className="muted">{t('studio.reading')}</p>
        ) : (
          <Problem says={t('studio.noAnswer', { reason: draft.problem })} again={draft.again} />
        )}
      </main>
    );
  return <OpenStudio draft={draft} first={draft.first} />;
}

function OpenStudio({ draft, first }: { draft: StudioDraftStore; first: string }): JSX.Element {
  const { t } = useWords();
  const { desk, handle, editor, tenants, setTenant } = useDesk(first, draft.keep);
  const [tab, setTab] = useTab();
  const [moves, setMoves] = useState<Moves>({ canUndo: false, canRedo: false });
  const [rule, setRule] = useState<string | null>(null);
  return (
    <main className="studio">
      <header className="studio-head">
        <h1>{t('studio.title')}</h1>
        <nav aria-label={t('studio.parts')} className="studio-tabs">
          {TABS.map((each) => (
            <a key={each} href={`#${each}`} aria-current={each === tab ? 'page' : undefined}>
              {t(`studio.tab.${each}`)}
            </a>
          ))}
        </nav>
        <a href="admin.html">{t('studio.settings')}</a>
        <LanguageChoice />
      </header>
      <Head
        desk={desk}
        draft={draft}
        moves={moves}
        undo={() => handle.current?.undo()}
        redo={() => handle.current?.redo()}
      />
      {tenants && tenants.length > 1 && ['try', 'effect', 'score', 'use'].includes(tab) && (
        <label className="studio-tenant">
          {t('studio.crm')}
          <select className="input" value={desk.tenant ?? ''} onChange={(event) => setTenant(event.target.value)}>
            {tenants.map(({ tenant, title, host }) => (
              <option key={tenant} value={tenant}>
                {title}, {host}
              </option>
            ))}
          </select>
        </label>
      )}
      {/* The editor stays: what was typed and can be undone is in it. */}
      <RulesTab
        desk={desk}
        hidden={tab !== 'rules'}
        rule={rule}
        editor={{ ...editor, first, onMoves: setMoves, onRule: setRule }}
      />
      <OtherTab
        tab={tab}
        desk={desk}
        show={(range) => {
          setTab('rules');
          // The editor is on screen only after this.
          setTimeout(() => desk.reveal(range));
        }}
      />
    </main>
  );
}

type Show = (range: { from: number; to: number }) => void;

function OtherTab({ tab, desk, show }: { tab: Tab; desk: Desk; show: Show }): JSX.Element | null {
  switch (tab) {
    case 'rules':
      return null;
    case 'try':
      return <Try desk={desk} />;
    case 'tests':
      return <Tests desk={desk} show={show} />;
    case 'effect':
      return <Effect desk={desk} />;
    case 'history':
      return <History desk={desk} />;
    case 'score':
      return <Score desk={desk} />;
    case 'use':
      return <Use desk={desk} />;
    case 'crms':
      return <Crms />;
  }
}

/** The part that the address names. */
function useTab(): [Tab, (tab: Tab) => void] {
  const [tab, setTab] = useState(tabOf);
  useEffect(() => {
    const follow = (): void => setTab(tabOf());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((next: Tab): void => {
    location.hash = next;
    setTab(next);
  }, []);
  return [tab, go];
}

function tabOf(): Tab {
  return TABS.find((tab) => location.hash === `#${tab}`) ?? 'rules';
}
