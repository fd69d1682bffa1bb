import type { JSX } from 'react';
import type { Outlook, Risk } from '@/lib/domain/assessment';
import { dayText, plural } from './texts';

/** Where the number comes from: the pack's own weights, or the team's closed deals. */
export function RiskSource({ risk }: { risk: Exclude<Risk, { state: 'none' }> }): JSX.Element {
  if (risk.state === 'score') {
    return (
      <p className="small muted risk-source">
        From {plural(risk.closedDeals, 'closed deal', 'closed deals')} of yours, of which {percent(risk.winRate)} were
        won.
        {risk.horizonDays !== null && ` The risk is that of not being won within ${risk.horizonDays} days.`}
      </p>
    );
  }
  if (risk.noSkill) {
    return (
      <p className="small muted risk-source">
        {risk.noSkill.sentence} The band starts from that rate and adds the pack’s own weights.
      </p>
    );
  }
  const known =
    risk.closedDeals === 0
      ? 'no closed deals of yours are known yet'
      : `only ${plural(risk.closedDeals, 'closed deal is', 'closed deals are')} known`;
  return (
    <p className="small muted risk-source">
      A band, from the pack’s own weights: {known}. {halving(risk.halvedBy)}
    </p>
  );
}

function halving(deals: number | null | undefined): string {
  if (deals === undefined) return '';
  if (deals === null) return 'More closed deals alone would not halve it: what could not be read keeps it wide.';
  return `About ${deals} more closed deals would halve it.`;
}

/** When it may close, from how long the team's own deals took. */
export function OutlookLines({ outlook }: { outlook: Outlook }): JSX.Element | null {
  const { byCloseDate, closeDate, realistic } = outlook;
  if (byCloseDate === null && realistic === null) return null;
  return (
    <ul className="outlook small">
      {byCloseDate !== null && closeDate !== null && (
        <li>
          Won by its close date, {day(closeDate)}: <strong>{byCloseDate} %</strong> of deals like it
        </li>
      )}
      {closeDate !== null && byCloseDate === null && <li>Its close date has passed.</li>}
      {realistic !== null && (
        <li>
          If it is won, as likely before as after <strong>{day(realistic)}</strong>
        </li>
      )}
    </ul>
  );
}

function day(date: string): string {
  return dayText(Date.parse(`${date}T00:00:00Z`));
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
