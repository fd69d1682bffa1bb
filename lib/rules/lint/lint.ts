import { compilePack } from '../compile';
import { readPack } from '../read-pack';
import { CHECKS } from './checks';
import { lintContext } from './context';
import type { Finding, Linted, LintInput, Severity } from './types';

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Looks for what is wrong with a pack although it compiles: rules that never speak or always do, gates nobody passes,
 * texts and tests that are missing. Findings are about what the document itself writes, the worst first.
 * A pack that does not compile gives its errors instead.
 */
export function lintPack({ document, resolve, crms = [], crmStages, tick }: LintInput): Linted {
  const compiled = compilePack(document, resolve);
  const read = readPack(document);
  if (!compiled.ok) return compiled;
  if (!read.ok) return read;
  const { pack, tests } = compiled;
  const context = lintContext({ pack, source: read.pack, tests, crms, crmStages: crmStages ?? null });
  const findings = CHECKS.flatMap((check, i) => {
    tick?.(i);
    return check.find(context).map((found): Finding => ({ check: check.id, ...found }));
  });
  return { ok: true, pack, findings: findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]) };
}
