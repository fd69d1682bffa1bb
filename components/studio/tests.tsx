import { useMemo, useState, type FormEvent, type JSX } from 'react';
import { Figures } from '@/components/admin/figures';
import { Icon } from '@/components/ui/icon';
import { currentClock } from '@/lib/messaging/current-clock';
import { useTask } from '@/lib/queries/use-studio';
import { useWords } from '@/lib/queries/use-words';
import type { RuleCoverage, TestRun } from '@/lib/studio/tests';
import type { Desk } from './desk';
import { DealPicker } from './try/deal-picker';

type TestsProps = { desk: Desk; show: (range: { from: number; to: number }) => void };

const WAIT_MS = 300;

/** The draft's own tests, run again after each edit, a new one from a real deal, and which rules they have seen. */
export function Tests({ desk, show }: TestsProps): JSX.Element {
  const { t } = useWords();
  const input = useMemo(() => (desk.goodText === null ? undefined : { text: desk.goodText }), [desk.goodText]);
  const { output, of } = useTask(desk.workers.slow, 'tests', input, WAIT_MS);
  return (
    <section className="studio-try" aria-label={t('studio.tab.tests')}>
      <div className="studio-side">
        <Record desk={desk} />
      </div>
      <div className="studio-main">
        {desk.goodText === null && <p className="muted">{t('studio.needsGood')}</p>}
        {desk.goodText !== null && desk.goodText !== desk.text && (
          <p className="notice notice-warn">{t('studio.try.older')}</p>
        )}
        {output === undefined && desk.goodText !== null && <p className="muted">{t('studio.reading')}</p>}
        {output && (
          <>
            <Runs runs={output.runs} show={show} stale={of?.text !== desk.goodText} />
            <Coverage coverage={output.coverage} />
          </>
        )}
      </div>
    </section>
  );
}

function Runs({
  runs,
  show,
  stale,
}: {
  runs: readonly TestRun[];
  show: TestsProps['show'];
  stale: boolean;
}): JSX.Element {
  const { t } = useWords();
  const failed = runs.filter(({ passed }) => !passed);
  const ordered = [...failed, ...runs.filter(({ passed }) => passed)];
  return (
    <section aria-busy={stale}>
      <div role="status">
        <h2>
          {runs.length === 0
            ? t('studio.tests.none')
            : t('studio.tests.count', { passed: runs.length - failed.length, count: runs.length })}
        </h2>
      </div>
      <ul className="studio-plain">
        {ordered.map((run, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- tests may share a name
          <li key={i} data-passed={run.passed}>
            <span className={run.passed ? 'good' : 'bad'}>
              <Icon name={run.passed ? 'met' : 'notMet'} />{' '}
              <span className="visually-hidden">{t(run.passed ? 'studio.tests.passed' : 'studio.tests.failed')}</span>
            </span>{' '}
            <button type="button" className="link-button" onClick={() => show({ from: run.at, to: run.at })}>
              {run.name}
            </button>
            {run.failures.map(({ about, expected, actual }) => (
              <p key={about} className="small">
                {t('studio.tests.differs', { about, expected, actual })}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Coverage({ coverage }: { coverage: readonly RuleCoverage[] }): JSX.Element | null {
  const { t } = useWords();
  if (coverage.length === 0) return null;
  const both = coverage.filter(({ met, notMet }) => met && notMet).length;
  const ordered = coverage.toSorted((a, b) => Number(a.met && a.notMet) - Number(b.met && b.notMet));
  const mark = (seen: boolean): string => t(seen ? 'studio.tests.seen' : 'studio.tests.unseen');
  return (
    <section>
      <h2>{t('studio.tests.coverage', { both, count: coverage.length })}</h2>
      <Figures caption={t('studio.tests.coverage.caption')}>
        <thead>
          <tr>
            <th scope="col">{t('studio.rule')}</th>
            <th scope="col">{t('studio.tests.holding')}</th>
            <th scope="col">{t('studio.tests.notHolding')}</th>
            <th scope="col">{t('studio.tests.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map(({ id, title, met, notMet, expected }) => (
            <tr key={id}>
              <th scope="row">{title}</th>
              <td>{mark(met)}</td>
              <td>{mark(notMet)}</td>
              <td>{mark(expected)}</td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </section>
  );
}

/** A test made of a real deal, without anything by which it could be recognised. */
function Record({ desk }: { desk: Desk }): JSX.Element {
  const { t, list } = useWords();
  const [name, setName] = useState('');
  const [outcome, setOutcome] = useState<{ differs: readonly string[] } | 'failed' | null>(null);
  const { kept, goodText, chosen } = desk;
  const record = async (): Promise<void> => {
    if (kept === null) return;
    const asked = { text: desk.text, name: name.trim(), kept, clock: currentClock() };
    const recorded = await desk.workers.quick.ask('record', asked);
    const done = recorded?.edit !== null && recorded?.edit !== undefined && desk.apply(recorded.edit, asked.text);
    setOutcome(done && recorded ? { differs: recorded.differs } : 'failed');
    if (done) setName('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    record().catch(() => setOutcome('failed'));
  };
  return (
    <>
      <form className="studio-add" onSubmit={submit}>
        <h2>{t('studio.record')}</h2>
        <p className="muted small">{t('studio.record.more')}</p>
        <label className="studio-field">
          {t('studio.record.name')}
          <input
            className="input"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={kept === null || goodText !== desk.text}>
          {chosen === null ? t('studio.record.choose') : t('studio.record.do', { deal: chosen.name })}
        </button>
        <div role="status">
          {outcome === 'failed' && <p className="bad">{t('studio.record.failed')}</p>}
          {outcome !== null && outcome !== 'failed' && (
            <p className="good">
              {t('studio.record.done')}{' '}
              {outcome.differs.length > 0 && t('studio.record.differs', { rules: list(outcome.differs) })}
            </p>
          )}
        </div>
      </form>
      <DealPicker desk={desk} />
    </>
  );
}
