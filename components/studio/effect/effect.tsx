import type { JSX } from 'react';
import { currentClock } from '@/lib/messaging/current-clock';
import { usePackInUse } from '@/lib/queries/use-studio';
import { useOverAllDeals } from '@/lib/queries/use-recorded-deals';
import { useWords } from '@/lib/queries/use-words';
import type { Desk } from '../desk';
import { RunBar } from '../run-bar';
import { MovedDeals, RadiusView } from './radius';
import { TestedRules } from './tested-rules';

/** What the draft would change, before it is put in: on the open deals, and how its rules would have done on the closed ones. */
export function Effect({ desk }: { desk: Desk }): JSX.Element {
  const { t } = useWords();
  const live = usePackInUse().data;
  const { tenant, goodText } = desk;
  const { bulk } = desk.workers;
  const run = useOverAllDeals(bulk, 'backtest', tenant, () =>
    bulk.ask('beginBacktest', { text: goodText ?? '', live: live?.text ?? '', clock: currentClock() }),
  );
  const { output } = run;
  return (
    <section className="studio-main" aria-label={t('studio.tab.effect')}>
      <p className="muted">{t('studio.effect.about')}</p>
      {tenant === null && <p>{t('studio.deals.none')}</p>}
      {goodText === null && <p className="muted">{t('studio.needsGood')}</p>}
      <RunBar run={run} label={t('studio.effect.do')} ready={tenant !== null && goodText !== null && Boolean(live)} />
      {output === null && <p className="bad">{t('studio.effect.none')}</p>}
      {output && (
        <>
          {output.of.draft === output.of.live && <p className="notice notice-warn">{t('studio.effect.same')}</p>}
          <RadiusView radius={output.radius} />
          <MovedDeals radius={output.radius} />
          <TestedRules tested={output} />
        </>
      )}
    </section>
  );
}
