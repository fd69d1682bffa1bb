import { adapterJsonSchema, adapterSchema, type Adapter } from '@/lib/crm/adapter-schema';
import { didYouMean } from '@/lib/domain/suggest';
import { pathText, type AdapterError } from './adapter-error';

const SHOWN = 80;

/** As much of Zod's issues as is looked at. */
type Issue = {
  code?: string | undefined;
  path: readonly PropertyKey[];
  message: string;
  keys?: unknown;
  values?: unknown;
  errors?: unknown;
  /** What a check of ours adds: `hint`, what to write instead. */
  params?: unknown;
};

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: { enum?: unknown };
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
};

/** Parses a document by the adapter schema; on failure every error at once. */
export function parseAdapter(
  document: unknown,
): { ok: true; adapter: Adapter } | { ok: false; errors: AdapterError[] } {
  const parsed = adapterSchema.safeParse(document);
  if (parsed.success) return { ok: true, adapter: parsed.data };
  const schema = adapterJsonSchema() as JsonSchema;
  const errors = parsed.error.issues.flatMap((issue) => issueErrors(issue, [], document, schema));
  return { ok: false, errors };
}

function issueErrors(
  issue: Issue,
  base: readonly PropertyKey[],
  document: unknown,
  schema: JsonSchema,
): AdapterError[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)) {
    const known = keysAt(schema, path);
    return issue.keys.map((key: unknown) => unknownKey(path, String(key), known));
  }
  if (issue.code === 'invalid_union') {
    const closest = closestBranch(issue.errors);
    if (closest) return closest.flatMap((inner) => issueErrors(inner, path, document, schema));
  }
  const written = valueAt(document, path);
  if (written === undefined) return [{ path: pathText(path), message: `"${String(path.at(-1) ?? '')}" is missing` }];
  const text = (typeof written === 'string' ? written : JSON.stringify(written)).slice(0, SHOWN);
  const words = Array.isArray(issue.values) ? issue.values.filter((word) => typeof word === 'string') : [];
  const hint = ownHint(issue) ?? (typeof written === 'string' ? didYouMean(written, words) : {});
  return [{ path: pathText(path), message: issue.message, text, ...hint }];
}

function ownHint({ params }: Issue): { hint: string } | null {
  const given = typeof params === 'object' && params !== null && 'hint' in params ? params.hint : null;
  return typeof given === 'string' ? { hint: given } : null;
}

function unknownKey(path: readonly PropertyKey[], key: string, known: readonly string[]): AdapterError {
  return {
    path: pathText([...path, key]),
    message: `"${key}" is not known here`,
    text: key,
    ...didYouMean(key, known),
  };
}

/** Of a union's branches the one that was most nearly met: the one with the fewest complaints. */
function closestBranch(errors: unknown): readonly Issue[] | null {
  if (!Array.isArray(errors)) return null;
  const complaints = errors as readonly (readonly Issue[])[]; // Zod's own issues
  return complaints.toSorted((a, b) => a.length - b.length).at(0) ?? null;
}

/** The keys that may stand at a path, as the JSON Schema of adapters has them. */
function keysAt(schema: JsonSchema, path: readonly PropertyKey[]): string[] {
  let at = [schema];
  for (const key of path) at = at.flatMap(branches).flatMap((one) => step(one, key));
  return at.flatMap(branches).flatMap((one) => {
    const names = one.propertyNames?.enum;
    return [...Object.keys(one.properties ?? {}), ...(Array.isArray(names) ? names.map(String) : [])];
  });
}

function branches(schema: JsonSchema): JsonSchema[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return inner.length === 0 ? [schema] : inner.flatMap(branches);
}

function step(schema: JsonSchema, key: PropertyKey): JsonSchema[] {
  if (typeof key === 'number') return schema.items ? [schema.items] : [];
  const found = schema.properties?.[String(key)];
  if (found) return [found];
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let at = document;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key]; // plain JSON
  }
  return at;
}
