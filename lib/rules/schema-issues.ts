import { didYouMean } from '@/lib/domain/suggest';
import { pathText, type PackError } from './pack-error';

/** What the schema says is wrong at one place; as much of Zod's issue as is looked at. */
export type Issue = {
  code?: string | undefined;
  path: readonly PropertyKey[];
  message: string;
  keys?: unknown;
  values?: unknown;
};

/** Every key that may stand somewhere in a pack. */
const KNOWN_KEYS =
  `fairlead id version title language extends remove applies fields stages signals steps fills variants tests
  label labels type crm requiredFrom freshness within by junk valid consistent why match closed entry exit when require evidence
  contact role named activity direction change date link fix enforce exception weight changes minutes inDays engaged done fact
  signal action task subject due field value because rules off name now deal unknown facts expect gaps from to on`.split(
    /\s+/,
  );

const SHOWN = 80;

/** An issue of the schema as errors of the pack, in plain words and with what may have been meant. */
export function issueErrors(pack: string, issue: Issue, json: unknown): PackError[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)) {
    return issue.keys.map((key: unknown): PackError => {
      const text = String(key);
      const at = pathText([...issue.path, text]);
      return {
        pack,
        path: at,
        message: `"${text}" is not known here`,
        text,
        ...didYouMean(
          text,
          KNOWN_KEYS.filter((known) => known !== text),
        ),
      };
    });
  }
  const written = valueAt(json, issue.path);
  if (written === undefined) return [{ pack, path, message: `"${String(issue.path.at(-1) ?? '')}" is missing` }];
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  const hint = typeof written === 'string' ? didYouMean(written, wordsOf(issue.values)) : {};
  return [{ pack, path, message: issue.message, text: text.slice(0, SHOWN), ...hint }];
}

function wordsOf(values: unknown): string[] {
  return Array.isArray(values) ? values.filter((v) => typeof v === 'string') : [];
}

/** The value at a path of a JSON document; undefined when there is none. */
export function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let at = json;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key]; // plain JSON
  }
  return at;
}
