import { useMemo, useState, type JSX } from 'react';
import { Icon } from '@/components/ui/icon';
import { currentClock } from '@/lib/messaging/current-clock';
import { useTask } from '@/lib/queries/use-studio';
import { useWords } from '@/lib/queries/use-words';
import type { Tried, TriedRule } from '@/lib/studio/try';
import type { Desk } from '../desk';
import { shownText } from '../shown';
import { DealPicker } from './deal-picker';
import { Trace } from './trace';

/** The draft on a real deal: each rule's verdict, why, what it read, and how its expressions came out. */
export function Try({ desk }: { desk: Desk }): JSX.Element {
  const { t, said } = useWords();
  const { goodText, kept, chosen } = desk;
  const [clock] = useState(currentClock);
  const input = useMemo(
    () => (goodText === null || kept === null ? undefined : { text: goodText, kept, clock }),
    [goodText, kept, clock],
  );
  const tried = useTask(desk.workers.quick, 'tryDeal', input);
  const fits = tried.of?.kept === kept;
  return (
    <section className="studio-try" aria-label={t('studio.tab.try')}>
      <DealPicker desk={desk} />
      <div className="studio-main" aria-live="polite">
        {chosen === null && <p className="muted">{t('studio.try.choose')}</p>}
        {goodText === null && <p className="muted">{t('studio.needsGood')}</p>}
        {goodText !== null && goodText !== desk.text && <p className="notice notice-warn">{t('studio.try.older')}</p>}
        {tried.problem !== null && <p className="bad">{said(tried.problem)}</p>}
        {chosen !== null && fits && tried.output && input && (
          <Result key={chosen.dealId} tried={tried.output} name={chosen.name} desk={desk} input={input} />
        )}
      </div>
    </section>
  );
}

type Input = Parameters<typeof Trace>[0]['input'];
type ResultProps = { tried: Tried; name: string; desk: Desk; input: Input };

const KINDS = ['criterion', 'signal', 'step'] as const;

function Result({ tried, name, desk, input }: ResultProps): JSX.Element {
  const { t, said } = useWords();
  const { stage } = tried;
  return (
    <>
      <h2>{name}</h2>
      <p>
        {stage.title === null
          ? t('studio.try.noStage', { label: stage.label ?? '–' })
          : t('studio.try.stage', { stage: stage.title })}
      </p>
      {!tried.applies && <p>{t('studio.try.otherPack')}</p>}
      {KINDS.map((kind) => (
        <RulesOf
          key={kind}
          kind={kind}
          rules={tried.rules.filter((rule) => rule.kind === kind)}
          desk={desk}
          input={input}
        />
      ))}
      {tried.gaps.length > 0 && (
        <section>
          <h3>{t('studio.try.gaps', { count: tried.gaps.length })}</h3>
          <ul className="studio-plain">
            {tried.gaps.map((gap) => (
              <li key={gap.field}>
                {said(gap.label)}: {t(`studio.gap.${gap.kind}`)}
                {gap.due === 'soon' && ` (${t('studio.try.soon')})`}
                {gap.value !== null && <span className="muted"> “{gap.value}”</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What matters first; a broken rule is never hidden. */
const ORDER: readonly TriedRule['verdict'][] = ['broken', 'notMet', 'unknown', 'met', 'notApplicable'];

type RulesOfProps = { kind: TriedRule['kind']; rules: readonly TriedRule[]; desk: Desk; input: Input };

/** The rules of a kind: those that say something of the deal, the others behind them in a fold. */
function RulesOf({ kind, rules, desk, input }: RulesOfProps): JSX.Element | null {
  const { t } = useWords();
  if (rules.length === 0) return null;
  // Of a criterion each verdict says something; a signal or step that does not fire says nothing.
  const speaks = ({ verdict }: TriedRule): boolean => kind === 'criterion' || verdict === 'met' || verdict === 'broken';
  const ordered = rules.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const rest = ordered.filter((rule) => !speaks(rule));
  const shown = (rule: TriedRule): JSX.Element => <RuleOn key={rule.id} rule={rule} desk={desk} input={input} />;
  return (
    <section>
      <h3>{t(`studio.kinds.${kind}`, { count: rules.length })}</h3>
      {ordered.filter(speaks).map(shown)}
      {rest.length > 0 && (
        <details className="studio-rest">
          <summary>{t('studio.try.rest', { count: rest.length })}</summary>
          {rest.map(shown)}
        </details>
      )}
    </section>
  );
}

/** One rule; how its expressions came out is worked out when it is opened. */
function RuleOn({ rule, desk, input }: { rule: TriedRule; desk: Desk; input: Input }): JSX.Element {
  const words = useWords();
  const { t, said, list } = words;
  const [open, setOpen] = useState(false);
  return (
    <details
      className="studio-rule"
      data-neutral={rule.kind === 'criterion' ? undefined : ''}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className="studio-verdict" data-verdict={rule.verdict}>
          <Icon name={rule.verdict} /> {t(`studio.verdict.${rule.kind}.${rule.verdict}`)}
        </span>
        <span>{rule.title}</span>
        {rule.enforce === 'block' && <span className="muted small">{t('studio.blocks')}</span>}
      </summary>
      <p className="muted">{rule.why}</p>
      {rule.missing.length > 0 && (
        <p>{t('studio.value.unknown', { inputs: list(rule.missing.map(({ label }) => said(label))) })}</p>
      )}
      {rule.reason !== null && <p className="bad">{said(rule.reason)}</p>}
      {rule.evidence.length > 0 && (
        <p>{t('studio.try.evidence', { evidence: list(rule.evidence.map(({ label }) => label)) })}</p>
      )}
      {rule.read.length > 0 && (
        <dl className="studio-read">
          {rule.read.map(({ name, shown }) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd data-state={shown.state}>{shownText(shown, words)}</dd>
            </div>
          ))}
        </dl>
      )}
      {open && <Trace desk={desk} input={input} id={rule.id} />}
    </details>
  );
}
