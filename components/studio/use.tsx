import type { JSX } from 'react';
import { DisputeLedger } from '@/components/admin/rule-tables';
import { Figures } from '@/components/admin/figures';
import { StepCounts } from '@/components/admin/step-counts';
import { download } from '@/components/ui/download';
import { usePackInUse } from '@/lib/queries/use-studio';
import { useLearning } from '@/lib/queries/use-learning';
import { useOverAllDeals } from '@/lib/queries/use-recorded-deals';
import { useWords } from '@/lib/queries/use-words';
import type { RuleUse, Use as UseOf } from '@/lib/studio/adoption';
import type { Desk } from './desk';
import { RunBar } from './run-bar';

/** What became of what the rules said: told from this browser's own readings, and shared by file only. */
export function Use({ desk }: { desk: Desk }): JSX.Element {
  const { t } = useWords();
  const live = usePackInUse().data;
  const { tenant } = desk;
  const { bulk } = desk.workers;
  const run = useOverAllDeals(bulk, 'use', tenant, () => bulk.ask('beginUse', { live: live?.text ?? '' }));
  const report = useLearning().reports.find((each) => each.tenant === tenant);
  return (
    <section className="studio-main" aria-label={t('studio.tab.use')}>
      <p className="muted">{t('studio.use.about')}</p>
      <RunBar run={run} label={t('studio.use.do')} ready={tenant !== null && Boolean(live)} />
      {run.output && live && (
        <>
          <Rules use={run.output} />
          <Fills use={run.output} />
          <button
            type="button"
            className="button"
            onClick={() =>
              download(
                'fairlead-adoption.json',
                'application/json',
                fileOf(run.output, live.status, report?.disputes ?? []),
              )
            }
          >
            {t('studio.use.save')}
          </button>
        </>
      )}
      {report && <DisputeLedger lines={report.disputes} />}
      <StepCounts />
    </section>
  );
}

/** The figures as a file: no deal, no person and no firm is named in it. */
function fileOf(use: unknown, pack: { id: string; version: number }, disputes: unknown): string {
  return `${JSON.stringify({ fairlead: 'adoption', format: 1, pack: { id: pack.id, version: pack.version }, use, disputes }, null, 2)}\n`;
}

function Rules({ use }: { use: UseOf }): JSX.Element {
  const { t } = useWords();
  return (
    <section>
      <h2>{t('studio.use.flags', { deals: use.deals, readings: use.readings })}</h2>
      {use.rules.length === 0 ? <p className="muted">{t('studio.use.noFlags')}</p> : <RuleUses use={use} />}
    </section>
  );
}

function RuleUses({ use }: { use: UseOf }): JSX.Element {
  const { t, said } = useWords();
  const ignored = use.rules.filter(isIgnored);
  return (
    <>
      {ignored.length > 0 && <p>{t('studio.use.ignored', { count: ignored.length })}</p>}
      <Figures caption={t('studio.use.caption')}>
        <thead>
          <tr>
            <th scope="col">{t('studio.rule')}</th>
            <th scope="col">{t('studio.use.raised')}</th>
            <th scope="col">{t('studio.use.fixed')}</th>
            <th scope="col">{t('studio.use.standing')}</th>
            <th scope="col">{t('studio.use.ended')}</th>
            <th scope="col">{t('studio.use.share')}</th>
            <th scope="col">{t('studio.use.days')}</th>
          </tr>
        </thead>
        <tbody>
          {use.rules.map((rule) => (
            <tr key={rule.id} data-ignored={isIgnored(rule)}>
              <th scope="row">
                {said(rule.title)} {isIgnored(rule) && <span className="muted">{t('studio.use.isIgnored')}</span>}
              </th>
              <Counts rule={rule} />
            </tr>
          ))}
        </tbody>
      </Figures>
    </>
  );
}

/** So many decided flags are needed before a rule is called ignored. */
const FEWEST = 10;
/** Less than so many of them were fixed, and not by chance: the upper end of the interval lies below. */
const HARDLY = 0.25;

function isIgnored({ share }: RuleUse): boolean {
  return share !== null && share.n >= FEWEST && share.high < HARDLY;
}

function Counts({ rule: { raised, fixed, standing, ended, share, days } }: { rule: RuleUse }): JSX.Element {
  const { t, number, percent } = useWords();
  return (
    <>
      <td>{number(raised)}</td>
      <td>{number(fixed)}</td>
      <td>{number(standing)}</td>
      <td>{number(ended)}</td>
      <td>
        {share === null
          ? '–'
          : t('studio.use.shareOf', {
              share: percent(share.value),
              low: percent(share.low),
              high: percent(share.high),
              n: share.n,
            })}
      </td>
      <td>{days === null ? '–' : t('studio.use.daysOf', { median: Math.round(days.median * 10) / 10, n: days.n })}</td>
    </>
  );
}

function Fills({ use: { fills } }: { use: UseOf }): JSX.Element {
  const { t, said, number, percent } = useWords();
  if (fills.length === 0) return <p className="muted">{t('studio.use.noFills')}</p>;
  return (
    <section>
      <h2>{t('studio.use.fills')}</h2>
      <Figures caption={t('studio.use.fills')}>
        <thead>
          <tr>
            <th scope="col">{t('studio.use.field')}</th>
            <th scope="col">{t('studio.use.written')}</th>
            <th scope="col">{t('studio.use.accepted')}</th>
            <th scope="col">{t('studio.use.acceptedShare')}</th>
          </tr>
        </thead>
        <tbody>
          {fills.map(({ field, label, written, accepted, share }) => (
            <tr key={field}>
              <th scope="row">{said(label)}</th>
              <td>{number(written)}</td>
              <td>{number(accepted)}</td>
              <td>
                {share === null
                  ? '–'
                  : t('studio.use.shareOf', {
                      share: percent(share.value),
                      low: percent(share.low),
                      high: percent(share.high),
                      n: share.n,
                    })}
              </td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </section>
  );
}
