import type { Check, Finding } from '../types';

export const weightlessSignal: Check = {
  id: 'weightless-signal',
  title: 'Signal without weight',
  why: 'It is shown and changes nothing about the risk.',
  todo: 'Give it a weight: above 0 raises the risk, below 0 lowers it.',
  example: 'weight: 0',
  find: ({ pack, places }) =>
    pack.signals.flatMap((signal): Omit<Finding, 'check'>[] => {
      const path = places.rules.get(signal.id);
      const varied = (pack.variants ?? []).some((v) => v.rules[signal.id]?.weight !== undefined);
      if (path === undefined || signal.weight !== 0 || varied) return [];
      const message = 'this signal has no weight, so it changes nothing about the risk';
      const hint = 'above 0 raises the risk, below 0 lowers it; 0.3 is modest, 0.9 strong';
      return [{ severity: 'warning', path: `${path}.weight`, rule: signal.id, message, hint }];
    }),
};
