import type { Check, Finding } from '../types';

export const neverDueField: Check = {
  id: 'never-due-field',
  title: 'Required field that is never due',
  why: 'Gaps are shown on open deals; a field required from a closed stage on is asked for too late.',
  todo: 'Require it from the last open stage at which it can still be found out.',
  example: 'requiredFrom: won',
  find: ({ pack, places }) =>
    pack.fields.flatMap((field): Omit<Finding, 'check'>[] => {
      const path = places.fields.get(field.key);
      const from = field.requiredFrom;
      if (path === undefined || from === null || pack.stages.slice(from).some((s) => s.closed === null)) return [];
      const stage = pack.stages[from]?.title ?? '';
      const message = `"${stage}" is closed and no open stage comes after it, so this field is never due`;
      const hint = 'require it from an open stage on';
      return [{ severity: 'warning', path: `${path}.requiredFrom`, rule: field.key, message, hint }];
    }),
};
