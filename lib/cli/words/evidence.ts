import type { CompiledEvidence } from '@/lib/rules/types';
import { inputName, type Names } from './labels';

/** Evidence in words: `a contact with the role "champion", within 60 days`. */
export function evidenceWords(evidence: CompiledEvidence, names: Names): string {
  const within = evidence.withinDays === null ? '' : `, within ${evidence.withinDays} days`;
  return `${what(evidence, names)}${within}`;
}

function what(e: CompiledEvidence, names: Names): string {
  const quoted = (texts: readonly string[]): string => texts.map((t) => `"${t}"`).join(' or ');
  switch (e.kind) {
    case 'contact':
      if (e.named !== null) return `the contact that ${inputName(`deal.${e.named}`, names)} names`;
      return `a contact with the role ${quoted(e.roles)}`;
    case 'activity':
      return [
        'an activity',
        e.types.length > 0 ? `of type ${quoted(e.types)}` : '',
        e.directions.length > 0 ? `that is ${quoted(e.directions)}` : '',
      ]
        .filter(Boolean)
        .join(' ');
    case 'change':
      return `a change of ${inputName(`deal.${e.field}`, names)}`;
    case 'date':
      return `the date in ${inputName(`deal.${e.field}`, names)}`;
    case 'link':
      return `a link in ${inputName(`deal.${e.field}`, names)}`;
  }
}
