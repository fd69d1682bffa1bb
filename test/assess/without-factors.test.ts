import { describe, expect, test } from 'vitest';
import { assess } from '@/lib/assess/assess';
import { factorDefs } from '@/lib/assess/factors';
import { compilePack } from '@/lib/rules/compile';
import { clock, deal, pack, WATCHED } from './situation';

describe('factors that a pack leaves out of the score', () => {
  const whole = pack();
  const less = pack({ withoutFactors: ['owner', 'signal:overdue'] });

  test('are no columns of the fit', () => {
    const ids = (of: typeof whole): string[] => factorDefs(of).map(({ id }) => id);
    expect(ids(whole).filter((id) => !ids(less).includes(id))).toEqual(['owner', 'signal:overdue']);
  });

  test('weigh nothing in the band, and a signal is judged and shown all the same', () => {
    const [before, after] = [whole, less].map((of) => assess({ deal: deal(), history: WATCHED, pack: of, clock }));
    expect(after?.signals).toEqual(before?.signals);
    const factors = (a: typeof after): string[] => (a?.risk.state === 'band' ? a.risk.factors.map(({ id }) => id) : []);
    expect(factors(before)).toContain('overdue');
    expect(factors(after)).not.toContain('overdue');
    expect(factors(after)).toContain('silent');
  });

  test('are inherited, and a pack that says otherwise says it for itself', () => {
    const base = { fairlead: 1, id: 'base', version: 1, title: 'Base', withoutFactors: ['owner'] };
    const own = { fairlead: 1, id: 'own', version: 1, title: 'Own', extends: ['base'] };
    const factorsOf = (document: object) => {
      const compiled = compilePack(document, (id) => (id === 'base' ? base : undefined));
      return compiled.ok ? compiled.pack.withoutFactors : compiled.errors;
    };
    expect(factorsOf(own)).toEqual(['owner']);
    expect(factorsOf({ ...own, withoutFactors: [] })).toEqual([]);
    expect(factorsOf({ ...own, withoutFactors: ['No such'] })).toMatchObject([{ path: 'withoutFactors[0]' }]);
  });
});
