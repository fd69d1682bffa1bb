import type { Clock } from './clock';
import type { Deal } from './deal';
import { daysSinceField, derive, toFact, type Known } from './fact-parts';
import { FACTS, type Fact, type FactKey, type Facts, type History } from './facts';
import { amountChangePercent, pushedDays, pushes, stageAgeDays, stageMoves } from './history-facts';
import {
  activitiesLast30,
  contactsCount,
  contactsEngaged,
  daysSilent,
  openActivities,
  ownContacts,
} from './list-facts';

type Derivation = (deal: Deal, history: History, clock: Clock) => Known<number>;

const DERIVATIONS = {
  ageDays: (deal, _history, clock) => daysSinceField(deal, 'createdAt', clock),
  stageAgeDays,
  daysToClose: (deal, _history, clock) => derive(daysSinceField(deal, 'closeDate', clock), (days) => -days),
  daysToNextStep: (deal, _history, clock) => derive(daysSinceField(deal, 'nextStepDate', clock), (days) => -days),
  daysSilent: (deal, _history, clock) => daysSilent(deal, clock),
  contactsCount,
  contactsEngaged: (deal, _history, clock) => contactsEngaged(deal, clock),
  ownContacts,
  activitiesLast30: (deal, _history, clock) => activitiesLast30(deal, clock),
  openActivities: (deal, _history, clock) => openActivities(deal, clock),
  pushes: (_deal, history) => pushes(history),
  pushedDays: (_deal, history) => pushedDays(history),
  stageMoves: (_deal, history) => stageMoves(history),
  amountChangePercent,
} as const satisfies Record<FactKey, Derivation>;

/** Every fact about a deal; one that cannot be derived is unknown and names its inputs. Never throws. */
export function deriveFacts(deal: Deal, history: History, clock: Clock): Facts {
  const entries = (Object.keys(FACTS) as FactKey[]).map((key): [FactKey, Fact] => [
    key,
    toFact(DERIVATIONS[key](deal, history, clock)),
  ]);
  return Object.fromEntries(entries) as Facts;
}
