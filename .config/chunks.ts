/** What the bundler tells of a module: who imports it at once, not only when something is opened. */
type Graph = { getModuleInfo: (id: string) => { importers: readonly string[] } | null };

/** Pages that show the panel: what they alone share is no reason for one more file. */
const SHOW_THE_PANEL: ReadonlySet<string> = new Set(['panel', 'sidepanel', 'sample']);

/**
 * The panel's first paint waits for every file that it imports at once, in a frame that has only just come up; the thirty small ones
 * that a bundler makes by itself cost it more than running them. So there are two: what other pages use besides, and the rest.
 */
export function panelChunks(): { name: (id: string, graph: Graph) => string | null; debugName: string } {
  const known = new Map<string, ReadonlySet<string>>();
  const name = (id: string, graph: Graph): string | null => {
    // An entry runs in its own page alone, and a style sheet may mean something else on another page.
    if (/\.css$|\/entrypoints\//.test(id)) return null;
    const pages = pagesOf(id, graph, known);
    if (!pages.has('panel')) return null;
    return [...pages].every((page) => SHOW_THE_PANEL.has(page)) ? 'frame' : 'base';
  };
  return { name, debugName: 'panel' };
}

/** The pages that load a module at once. */
function pagesOf(id: string, graph: Graph, known: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const before = known.get(id);
  if (before) return before;
  const pages = new Set<string>();
  const seen = new Set([id]);
  for (const module of seen) {
    const page = /\/entrypoints\/(\w+)\/main\.tsx$/.exec(module)?.[1];
    if (page !== undefined) pages.add(page);
    for (const importer of graph.getModuleInfo(module)?.importers ?? []) seen.add(importer);
  }
  known.set(id, pages);
  return pages;
}
