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

/** Keys that reach for JavaScript's own objects, and documents too large to look at. */
function unsafe(json: unknown, pack: string): PackError[] | null {
  const errors: PackError[] = [];
  const path: (string | number)[] = [];
  let seen = 0;
  const forbid = (key: string): void =>
    void errors.push({ pack, path: pathText(path), message: `"${key}" cannot be a name here`, text: key });
  const stop = (message: string, text: string): PackError => ({ pack, path: text, message });
  /** No deeper than a pack may be; returns what ends the search. */
  const look = (value: unknown): PackError | null => {
    if (++seen > LIMITS.packNodes) return stop('the pack is too large', '');
    if (typeof value !== 'object' || value === null) return null;
    if (path.length >= LIMITS.packDepth) return stop('the pack nests too deep', pathText(path));
    for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      path.push(key);
      if (typeof key === 'string' && FORBIDDEN.has(key)) forbid(key);
      else {
        const end = look(inner);
        if (end) return end;
      }
      path.pop();
    }
    return null;
  };
  const end = look(json);
  if (end) return [end];
  return errors.length > 0 ? errors : null;
}
