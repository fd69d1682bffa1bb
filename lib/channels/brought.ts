import type { Bring } from '@/lib/cache/brought-adapters';
import { note } from '@/lib/store/audit';
import { dropConnectionsOf } from '@/lib/store/connections';
import type { AuditRow } from '@/lib/store/rows-6';
import type { World } from './world';

type Settled = NonNullable<Awaited<ReturnType<Bring>>>;
type Problem = Settled['problems'][number];

/** The name of the policy as a source, for people. */
export const MANAGED = 'managed policy';

/** Puts in the adapters that the policy or the pack in use brings, takes out those that it no longer does, and writes both down. */
export async function followAdapters(
  world: World,
  source: 'pack' | 'policy',
  from: string,
  texts: readonly string[],
): Promise<void> {
  const settled = await world.bringAdapters({ source, from, texts, at: world.now() });
  if (!settled) return;
  // The new document says where tokens are sent: none that was given to the one before goes there.
  for (const id of settled.changed) await dropConnectionsOf(world.database, id);
  for (const line of linesOf(settled)) await note(world.database, { at: world.now(), version: null, ...line });
}

type Line = Pick<AuditRow, 'kind' | 'source' | 'pack' | 'message'>;

function linesOf({ added, removed, problems }: Settled): Line[] {
  return [
    ...added.map((one): Line => ({ ...aboutOf(one), message: addedText(one) })),
    ...removed.map((one): Line => ({ ...aboutOf(one), message: `The adapter “${one.adapter.title}” was taken out.` })),
    ...problems.map((problem): Line => {
      return { kind: 'refused', source: problem.from, pack: '', message: problemText(problem) };
    }),
  ];
}

function aboutOf({ adapter, from }: Settled['added'][number]): Pick<Line, 'kind' | 'source' | 'pack'> {
  return { kind: 'adapter', source: from, pack: adapter.route.adapter };
}

function addedText({ adapter, takesOver = [], override }: Settled['added'][number]): string {
  const put = `The adapter “${adapter.title}” was put in for ${adapter.route.hosts.join(', ') || 'no host of its own'}`;
  const taken = takesOver.map(({ name, of }) => `“${name}” of ${of}`).join(', ');
  if (taken === '') return `${put}; it works there once the browser allows it.`;
  return override
    ? `${put}, in place of ${taken}; sign-ins there were dropped.`
    : `${put}, but waits: it would take over ${taken}. Confirm it under “CRMs”, or give it an id and hosts of its own.`;
}

const SHOWN = 3;

/** What is wrong with an adapter, where, and what to do. */
function problemText({ index, errors }: Problem): string {
  const words = errors.slice(0, SHOWN).map(({ path, message, text, hint }) => {
    const at = path === '' ? '' : ` at ${path}`;
    return `${at}: ${message}${text === undefined ? '' : ` (${text})`}${hint === undefined ? '' : `; ${hint}`}`;
  });
  const more = errors.length > SHOWN ? `; and ${errors.length - SHOWN} more` : '';
  return `Adapter ${index + 1} cannot be used${words.join(' ·')}${more}. Mend it at its source.`;
}
