import { FORBIDDEN } from './cel/forbidden-names';
import { didYouMean } from './cel/suggest';
import { LIMITS } from './limits';
import { pathText, type PackError } from './pack-error';
import { packSchema, type PackSource } from './schema';
import { PACK_FORMAT } from './schema-parts';

export type Read = { ok: true; pack: PackSource } | { ok: false; errors: PackError[] };

/** Reads one pack document, without the packs it extends: format, forbidden keys, size, then the schema. */
export function readPack(json: unknown): Read {
  const id = idOf(json);
  const refused = newerFormat(json, id) ?? unsafe(json, id);
  if (refused) return { ok: false, errors: refused };
  const result = packSchema.safeParse(json);
  if (result.success) return { ok: true, pack: result.data };
  return { ok: false, errors: result.error.issues.flatMap((issue) => issueErrors(id, issue)) };
}

function idOf(json: unknown): string {
  return typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string'
    ? json.id.slice(0, 80)
    : '';
}

function newerFormat(json: unknown, pack: string): PackError[] | null {
  if (typeof json !== 'object' || json === null || !('fairlead' in json)) return null;
  const { fairlead } = json;
  if (typeof fairlead !== 'number' || fairlead <= PACK_FORMAT) return null;
  return [
    {
      pack,
      path: 'fairlead',
      message: `format ${fairlead} needs a newer extension (this one reads format ${PACK_FORMAT})`,
    },
  ];
}

type Step = { value: unknown; path: readonly (string | number)[] };

/** Keys that reach for JavaScript's own objects, and documents too large to look at. Iterative, as the input may be deep. */
function unsafe(json: unknown, pack: string): PackError[] | null {
  const errors: PackError[] = [];
  const open: Step[] = [{ value: json, path: [] }];
  let seen = 0;
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { value, path } = step;
    if (++seen > LIMITS.packNodes) return [{ pack, path: '', message: 'the pack is too large' }];
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= LIMITS.packDepth) return [{ pack, path: pathText(path), message: 'the pack nests too deep' }];
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      if (FORBIDDEN.has(key))
        errors.push({ pack, path: pathText(at), message: `"${key}" cannot be a name here`, text: key });
      else open.push({ value: inner, path: at });
    }
  }
  return errors.length > 0 ? errors : null;
}

const KNOWN_KEYS = [
  'fairlead',
  'id',
  'version',
  'title',
  'extends',
  'remove',
  'applies',
  'fields',
  'stages',
  'signals',
  'steps',
  'fills',
  'tests',
  'label',
  'labels',
  'type',
  'crm',
  'requiredFrom',
  'freshness',
  'junk',
  'valid',
  'why',
  'match',
  'closed',
  'entry',
  'exit',
  'when',
  'require',
  'fix',
  'enforce',
  'weight',
  'changes',
  'minutes',
  'action',
  'field',
  'value',
  'because',
  'name',
  'now',
  'deal',
  'unknown',
  'facts',
  'expect',
  'gaps',
];

type Issue = { code?: string | undefined; path: readonly PropertyKey[]; message: string; keys?: unknown };

function issueErrors(pack: string, issue: Issue): PackError[] {
  const path = pathText(issue.path);
  if (issue.code !== 'unrecognized_keys' || !Array.isArray(issue.keys)) return [{ pack, path, message: issue.message }];
  return issue.keys.map((key: unknown): PackError => {
    const text = String(key);
    return {
      pack,
      path: pathText([...issue.path, text]),
      message: `"${text}" is not known here`,
      text,
      ...didYouMean(text, KNOWN_KEYS),
    };
  });
}
