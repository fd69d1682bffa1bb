import type { Code } from '../../cel/code';
import { didYouMean } from '@/lib/domain/suggest';
import { plainLabel } from '../../plain-label';
import type { LintContext } from '../context';
import { expressionsOf } from '../expressions';
import { constantOf, keyOf, partAt, partsOf } from '../reason/tree';
import type { Check } from '../types';

const STAGE = keyOf(['$', 'stage']);

export const unknownStage: Check = {
  id: 'unknown-stage',
  title: 'Names a stage that the pack does not have',
  why: 'A comparison with a stage id that does not exist is never true, and nothing else tells.',
  todo: 'Write the id of a stage of this pack, not its label in the CRM.',
  example: 'when: stage == "Proposal"   # the id is "proposal"',
  find: (context) => {
    const ids = new Set(context.pack.stages.map((s) => s.id));
    return expressionsOf(context.pack, context.places).flatMap(({ rule, path, code }) =>
      [...new Set(namedIn(code))]
        .filter((name) => name !== '' && !ids.has(name))
        .map((name) => ({
          severity: 'error' as const,
          path,
          rule,
          message: `this pack has no stage "${name}"`,
          hint: suggestion(name, context),
        })),
    );
  },
};

/** Stage ids that an expression compares with or asks a figure of the team for. */
function namedIn(code: Code): string[] {
  const inner = partsOf(code).flatMap(namedIn);
  const [a, b] = [partAt(code, 1), partAt(code, 2)];
  if (a === undefined || b === undefined) return inner;
  if (code[0] === 'team') return [...inner, ...texts([b])];
  if (keyOf(a) !== STAGE) return inner;
  if (code[0] === '==' || code[0] === '!=') return [...inner, ...texts([b])];
  return code[0] === 'in' ? [...inner, ...texts(partsOf(b))] : inner;
}

function texts(codes: readonly Code[]): string[] {
  return codes.map(constantOf).filter((v) => typeof v === 'string');
}

function suggestion(name: string, { pack }: LintContext): string {
  const labelled = pack.stages.find(
    (s) => s.match.includes(plainLabel(name)) || plainLabel(s.title) === plainLabel(name),
  );
  if (labelled !== undefined) return `write its id: \`${labelled.id}\``;
  const ids = pack.stages.map((s) => s.id);
  return didYouMean(name, ids).hint ?? `write one of: ${ids.join(', ')}`;
}
