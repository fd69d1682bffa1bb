import { plainLabel } from '../../plain-label';
import type { Check } from '../types';

export const stageNotInCrm: Check = {
  id: 'stage-not-in-crm',
  title: 'Stage that the CRM does not have',
  why: 'No deal ever stands at it, so its criteria are never judged.',
  todo: 'Write the labels that the CRM shows, or remove the stage.',
  example: 'match: [Evaluation]   # while the CRM has no such stage',
  find: ({ pack, places, crmStages }) => {
    if (crmStages === null) return [];
    const shown = new Set(crmStages.map(plainLabel));
    return pack.stages.flatMap((stage) => {
      const path = places.stages.get(stage.id);
      if (path === undefined || stage.match.some((label) => shown.has(label))) return [];
      return [
        {
          severity: 'warning' as const,
          path: `${path}.match`,
          rule: stage.id,
          message: `the CRM has no stage called by any of these labels, so no deal is ever at "${stage.title}"`,
          hint: 'write the labels that the CRM shows, or remove the stage',
        },
      ];
    });
  },
};
