import type { JSX } from 'react';
import { mark, Rich } from '@/components/ui/rich';
import type { Outlook, Risk } from '@/lib/domain/assessment';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { dateText } from './texts';

type Reckoned = Exclude<Risk, { state: 'none' }>;

/** Where the number comes from: the pack's own weights, or the team's closed deals. */
export function RiskSource({ risk }: { risk: Reckoned }): JSX.Element {
  return <p className="small muted risk-source">{sourceText(useWords(), risk)}</p>;
}

function sourceText({ t, percent, said }: Words, risk: Reckoned): string {
  if (risk.state === 'score') {
    const from = t('panel.source.model', { count: risk.closedDeals, share: percent(risk.winRate) });
    if (risk.horizonDays === null) return from;
    return t('panel.source.both', { first: from, second: t('panel.source.horizon', { days: risk.horizonDays }) });
  }
  if (risk.noSkill) return t('panel.source.noSkill', { sentence: said(risk.noSkill.sentence) });
  const band = t('panel.source.band', { known: t('panel.source.closed', { count: risk.closedDeals }) });
  if (risk.halvedBy === undefined) return band;
  const { halvedBy } = risk;
  const halving = halvedBy === null ? t('panel.source.notHalved') : t('panel.source.halvedBy', { deals: halvedBy });
  return t('panel.source.both', { first: band, second: halving });
}

/** When it may close, from how long the team's own deals took. */
export function OutlookLines({ outlook }: { outlook: Outlook }): JSX.Element | null {
  const words = useWords();
  const { t, rich, percent } = words;
  const { byCloseDate, closeDate, realistic } = outlook;
  if (byCloseDate === null && realistic === null) return null;
  const strong = mark('strong');
  return (
    <ul className="outlook small">
      {byCloseDate !== null && closeDate !== null && (
        <li>
          <Rich
            parts={rich('panel.outlook.byCloseDate', {
              day: dateText(words, closeDate),
              share: percent(byCloseDate / 100),
              strong,
            })}
          />
        </li>
      )}
      {closeDate !== null && byCloseDate === null && <li>{t('panel.outlook.passed')}</li>}
      {realistic !== null && (
        <li>
          <Rich parts={rich('panel.outlook.realistic', { day: dateText(words, realistic), strong })} />
        </li>
      )}
    </ul>
  );
}
