import type { Adapter } from '@/lib/crm/adapter-schema';
import {
  inUse,
  onlyKnown,
  withAdapter,
  type AdapterSource,
  type BroughtProblem,
  type Installed,
  type InstalledAdapter,
} from '@/lib/crm/installed';
import { canonicalJson, hash } from '@/lib/domain/canonical';
import { checkAdapter } from './check-file';

/** All adapters that a pack or a policy brings; none takes out what it brought before. */
export type Brought = {
  source: Exclude<AdapterSource, 'file'>;
  /** Name of the pack or policy, for people. */
  from: string;
  texts: readonly string[];
  /** ms since the epoch */
  at: number;
  /** Of the extension: another one may read more, or refuse more, of the same texts. */
  reader: string;
};

/** What became of them: what to tell, and the adapters whose document in use is another one now. */
export type Settled = {
  installed: Installed;
  changed: readonly string[];
  added: readonly InstalledAdapter[];
  removed: readonly InstalledAdapter[];
  problems: readonly BroughtProblem[];
};

/** Whether these are the adapters that the pack or policy brought last, read by the same version: nothing is to be done. */
export function isBrought({ brought }: Installed, next: Brought): boolean {
  return brought?.[next.source] === digestOf(next);
}

function digestOf({ from, texts, reader }: Brought): string | undefined {
  return texts.length === 0 ? undefined : hash([reader, from, ...texts]);
}

/**
 * Puts in what a pack or policy brings, in place of what it brought before. Each text is checked as a file would be. One that
 * would take over a shipped adapter's id or another's hosts waits for an admin's word when it came in a pack; a policy is that word.
 */
export function bring(before: Installed, brought: Brought, shipped: readonly Adapter[]): Settled {
  const { source, from, texts, at } = brought;
  const earlier = before.adapters.filter((one) => one.source === source);
  let installed: Installed = { ...before, adapters: before.adapters.filter((one) => one.source !== source) };
  const problems: BroughtProblem[] = [];
  for (const [index, text] of texts.entries()) {
    const checked = checkAdapter(text, { shipped, installed, source });
    const twice =
      checked.ok && installed.adapters.some((one) => one.source === source && isSame(one.adapter, checked.adapter));
    if (!checked.ok || twice) {
      const errors = checked.ok
        ? [{ path: 'route.adapter', message: `“${checked.adapter.route.adapter}” is there twice` }]
        : checked.errors;
      problems.push({ source, from, index, errors });
      continue;
    }
    const { adapter, takesOver } = checked;
    const same = earlier.find((one) => canonicalJson(one.adapter) === canonicalJson(adapter));
    const override = source === 'policy' || same?.override === true;
    installed = withAdapter(installed, { adapter, source, from, at: same?.at ?? at, override, takesOver });
  }
  const others = (before.problems ?? []).filter((one) => one.source !== source);
  installed = onlyKnown(
    { ...installed, problems: [...others, ...problems], brought: noted(before, brought) },
    shipped.map(({ route }) => route.adapter),
  );
  const now = installed.adapters.filter((one) => one.source === source);
  return {
    installed,
    changed: changedIn(before, installed, shipped),
    added: now.filter((one) => !earlier.some((old) => canonicalJson(old.adapter) === canonicalJson(one.adapter))),
    removed: earlier.filter((old) => !now.some((one) => isSame(one.adapter, old.adapter))),
    problems,
  };
}

function noted({ brought = {} }: Installed, next: Brought): NonNullable<Installed['brought']> {
  const { [next.source]: _last, ...others } = brought;
  const digest = digestOf(next);
  return digest === undefined ? others : { ...others, [next.source]: digest };
}

function isSame(a: Adapter, b: Adapter): boolean {
  return a.route.adapter === b.route.adapter;
}

/** Ids for which another document than before says where tokens are sent. */
function changedIn(before: Installed, after: Installed, shipped: readonly Adapter[]): string[] {
  const [old, now] = [documentsIn(before, shipped), documentsIn(after, shipped)];
  const ids = new Set([...old.keys(), ...now.keys()]);
  return [...ids].filter((id) => old.get(id) !== now.get(id));
}

function documentsIn(installed: Installed, shipped: readonly Adapter[]): Map<string, string> {
  const ids = shipped.map(({ route }) => route.adapter);
  return new Map(inUse(installed, ids).map(({ adapter }) => [adapter.route.adapter, canonicalJson(adapter)]));
}
