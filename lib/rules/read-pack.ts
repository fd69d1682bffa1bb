import { FORBIDDEN } from './cel/forbidden-names';
import { LIMITS } from './limits';
import { mend } from './mend';
import { pathText, type PackError } from './pack-error';
import { packSchema, type PackSource } from './schema';
import { issueErrors } from './schema-issues';
import { PACK_FORMAT } from './schema-parts';

/** A pack, or what is wrong with it; `rest` is the pack without the parts that are wrong, to look for more in. */
export type Read = { ok: true; pack: PackSource } | { ok: false; errors: PackError[]; rest: PackSource | null };

/** Reads one pack document, without the packs it extends: format, forbidden keys, size, then the schema. */
export function readPack(json: unknown): Read {
  const id = idOf(json);
  const refused = newerFormat(json, id) ?? unsafe(json, id);
  if (refused) return { ok: false, errors: refused, rest: null };
  const result = packSchema.safeParse(json);
  if (result.success) return { ok: true, pack: result.data };
  const { issues } = result.error;
  const mended = mend(json, issues);
  const again = mended === null ? null : packSchema.safeParse(mended);
  return {
    ok: false,
    errors: issues.flatMap((issue) => issueErrors(id, issue, json)),
    rest: again?.success === true ? again.data : null,
  };
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
