import type { Code } from '../cel/code';
import type { CompiledPack } from '../types';
import type { Places } from './places';

/** An expression that the document itself writes: whose it is and where it stands. */
export type Written = { rule: string; path: string; code: Code };

type Maybe = { rule: string; path: string | undefined; code: Code | null | undefined };

/** Every expression of the document, as compiled. */
export function expressionsOf(pack: CompiledPack, places: Places): Written[] {
  const rule = (id: string, part: string): string | undefined => below(places.rules.get(id), part);
  const criteria = pack.stages.flatMap((s) => [...s.entry, ...s.exit]);
  const all: Maybe[] = [
    { rule: '', path: 'applies', code: pack.applies },
    ...pack.fields.flatMap((f): Maybe[] => [
      { rule: f.key, path: below(places.fields.get(f.key), 'valid'), code: f.valid },
      { rule: f.key, path: below(places.fields.get(f.key), 'consistent'), code: f.consistent },
    ]),
    ...criteria.flatMap((c): Maybe[] => [
      { rule: c.id, path: rule(c.id, 'when'), code: c.when },
      { rule: c.id, path: rule(c.id, 'require'), code: c.require },
    ]),
    ...pack.signals.map((s): Maybe => ({ rule: s.id, path: rule(s.id, 'when'), code: s.when })),
    ...pack.steps.flatMap((s): Maybe[] => [
      { rule: s.id, path: rule(s.id, 'when'), code: s.when },
      ...s.changes.map((c, i): Maybe => ({
        rule: s.id,
        path: rule(s.id, `changes[${i}].value`),
        code: 'field' in c ? c.value : null,
      })),
    ]),
    ...pack.fills.map((f): Maybe => ({
      rule: f.field,
      path: below(places.fills.get(f.field), 'value'),
      code: f.value,
    })),
    ...variantExpressions(pack, places),
  ];
  return all.flatMap(({ code, path, ...rest }) => (code && path !== undefined ? [{ ...rest, path, code }] : []));
}

function variantExpressions(pack: CompiledPack, places: Places): Maybe[] {
  return (pack.variants ?? []).flatMap((variant): Maybe[] => {
    const at = places.variants.get(variant.id);
    return [
      { rule: variant.id, path: below(at, 'when'), code: variant.when },
      ...Object.entries(variant.rules).flatMap(([id, patch]): Maybe[] => [
        { rule: id, path: below(at, `rules.${id}.when`), code: patch.when },
        { rule: id, path: below(at, `rules.${id}.require`), code: patch.require },
      ]),
      ...Object.entries(variant.fields).flatMap(([key, patch]): Maybe[] => [
        { rule: key, path: below(at, `fields.${key}.valid`), code: patch.valid },
        { rule: key, path: below(at, `fields.${key}.consistent`), code: patch.consistent },
      ]),
    ];
  });
}

function below(path: string | undefined, part: string): string | undefined {
  return path === undefined ? undefined : `${path}.${part}`;
}
