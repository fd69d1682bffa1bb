import { useState, type JSX } from 'react';
import { useWords } from '@/lib/queries/use-words';
import { FORM, type OutlineItem } from '@/lib/studio/outline';
import type { Desk } from '../desk';
import { RuleHead } from './rule-head';

type InheritedRuleProps = { item: OutlineItem; from: string; desk: Desk };

const EXPRESSIONS: ReadonlySet<string> = new Set(['when', 'require', 'valid']);

/** A rule that comes from another pack: to be read, and to be taken into the draft where it is to say something else. */
export function InheritedRule({ item, from, desk }: InheritedRuleProps): JSX.Element {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  const put = (what: 'own' | 'leaveOut'): void =>
    void desk.put({ do: what, kind: item.kind, id: item.id }).then((done) => setFailed(!done));
  const told = FORM[item.kind].filter((name) => item.values[name] !== undefined);
  return (
    <section className="studio-form" aria-label={item.title}>
      <RuleHead item={item} />
      <p className="muted">{t('studio.inherited.more', { pack: from })}</p>
      <dl className="studio-written">
        {told.map((name) => (
          <div key={name}>
            <dt>
              {t(`studio.property.${name as 'title'}`)} <code className="muted small">{name}</code>
            </dt>
            <dd className={EXPRESSIONS.has(name) ? 'studio-code' : undefined}>{item.values[name]}</dd>
          </div>
        ))}
      </dl>
      {failed && (
        <p className="bad" role="alert">
          {t('studio.form.failed')}
        </p>
      )}
      <div className="studio-actions">
        <button type="button" className="button primary" onClick={() => put('own')}>
          {t('studio.inherited.own')}
        </button>
        <button type="button" className="button" onClick={() => put('leaveOut')}>
          {t('studio.inherited.leaveOut')}
        </button>
      </div>
    </section>
  );
}
