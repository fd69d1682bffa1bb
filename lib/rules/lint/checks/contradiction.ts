import { judged, type LintContext } from '../context';
import { simplify } from '../reason/simplify';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;

export const contradiction: Check = {
  id: 'contradiction',
  title: 'Contradicts itself',
  why: 'What no deal can meet is shown as not met on every deal, whatever people do.',
  todo: 'Look for two comparisons that exclude each other, or for a text that the expression cannot give.',
  example: 'require: deal.amount > 5000 && deal.amount < 1000',
  find: (context) => [...ofRules(context), ...ofFields(context), ...ofPack(context)],
};

function ofRules({ own, possible, pathOf }: LintContext): Found[] {
  return own.flatMap((rule) =>
    rule.forms.flatMap((form): Found[] => {
      const { stages, at } = rule;
      if (form.require === null || stages.length === 0) return [];
      const conditions = judged(form);
      if (!possible({ conditions, stages })) return [];
      if (possible({ conditions: [...conditions, { code: form.require, truth: true }], stages })) return [];
      const blocks = at?.enforce === 'block' ? ', and as it blocks, none can leave the stage' : '';
      return [
        {
          severity: 'error',
          path: pathOf(rule, form, 'require'),
          rule: rule.id,
          message: `no deal can meet this criterion${blocks}`,
          hint: 'two of its conditions exclude each other, or it asks for what its `when` rules out',
        },
      ];
    }),
  );
}

function ofFields({ pack, places, possible }: LintContext): Found[] {
  return pack.fields.flatMap((field) => {
    const path = places.fields.get(field.key);
    if (path === undefined) return [];
    const filled = { code: simplify(['has', ['$', `deal.${field.key}`]]), truth: true };
    return (['valid', 'consistent'] as const).flatMap((part): Found[] => {
      const code = field[part] ?? null;
      if (code === null || possible({ conditions: [filled, { code: simplify(code), truth: true }] })) return [];
      const message = part === 'valid' ? 'no value counts as valid' : 'no value agrees with the deal';
      const hint = 'two of its conditions exclude each other';
      return [{ severity: 'error', path: `${path}.${part}`, rule: field.key, message, hint }];
    });
  });
}

function ofPack({ pack, source, possible }: LintContext): Found[] {
  if (pack.applies === null || source.applies === undefined) return [];
  if (possible({ conditions: [{ code: simplify(pack.applies), truth: true }], everywhere: true })) return [];
  const hint = 'two of its conditions exclude each other';
  return [{ severity: 'error', path: 'applies', rule: '', message: 'this pack is for no deal at all', hint }];
}
