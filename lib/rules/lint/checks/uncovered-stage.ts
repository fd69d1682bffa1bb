import { plainLabel } from '../../plain-label';
import type { Check } from '../types';

export const uncoveredStage: Check = {
  id: 'uncovered-stage',
  title: 'Stage of the CRM that the pack does not cover',
  why: 'Deals at a stage that no `match` names are not checked at all.',
  todo: 'Add the label to the `match` of the stage it belongs to.',
  example: 'match: [Proposal]   # while the CRM calls it "Proposal/Price Quote"',
  find: ({ pack, crmStages }) => {
    const known = new Set(pack.stages.flatMap((s) => s.match));
    return (crmStages ?? [])
      .filter((label) => !known.has(plainLabel(label)))
      .map((label) => ({
        severity: 'warning' as const,
        path: 'stages',
        rule: '',
        message: `the CRM's stage "${label}" is not in this pack, so deals there are not checked`,
        hint: 'add the label to the `match` of the stage it belongs to',
      }));
  },
};
