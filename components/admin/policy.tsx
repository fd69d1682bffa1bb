import type { JSX } from 'react';
import { ADAPTERS } from '@/lib/crm/registry';
import { RETENTION_DAYS, type PolicyRules } from '@/lib/domain/policy-rules';
import { useChannels } from '@/lib/queries/use-channels';
import { useInstalled } from '@/lib/queries/use-installed';
import { usePolicyRules } from '@/lib/queries/use-policy';
import { LOCKS } from './lockable';

const STATES = {
  none: 'The browser has no policy for Fairlead.',
  good: 'It is in force in this browser.',
  invalid: 'What the browser gives cannot be used; the last good one stays in force.',
  gone: 'The browser has none any more; nothing is locked or left out by it.',
} as const;

/** What the organisation's policy asks for, in words: nobody has to guess why something is not there. */
export function Policy(): JSX.Element {
  const { state } = useChannels();
  const rules = usePolicyRules();
  const brought = (useInstalled()?.adapters ?? []).filter(({ source }) => source === 'policy');
  const asks = state !== null && state.policy !== 'none' && state.policy !== 'gone';
  return (
    <>
      {state && <p>{STATES[state.policy]}</p>}
      {asks && (
        <dl className="policy-facts">
          <dt>CRMs</dt>
          <dd>{rules.allowedCrms === null ? 'all' : `only ${namesOf(rules.allowedCrms) || 'none'}`}</dd>
          <dt>Adapters it brings</dt>
          <dd>{brought.map(({ adapter }) => adapter.title).join(', ') || 'none'}</dd>
          <dt>Locked</dt>
          <dd>{rules.locked.map((lock) => LOCKS[lock]).join('; ') || 'nothing'}</dd>
          <dt>Kept for</dt>
          <dd>{keptFor(rules)}</dd>
          <dt>Session cookie</dt>
          <dd>{rules.sessionCookie ? 'may be used where you allow it, below “CRMs”' : 'is not used'}</dd>
        </dl>
      )}
    </>
  );
}

function namesOf(ids: readonly string[]): string {
  const titles = new Map(ADAPTERS.map(({ route, title }) => [route.adapter, title]));
  return ids.map((id) => titles.get(id) ?? id).join(', ');
}

function keptFor({ retentionDays }: PolicyRules): string {
  return retentionDays === null ? `${RETENTION_DAYS} days, as without a policy` : `${retentionDays} days at the most`;
}
