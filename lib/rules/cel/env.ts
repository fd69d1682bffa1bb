import { Environment } from '@marcbachmann/cel-js';
import { canonicalJson } from '@/lib/domain/canonical';
import { FACTS } from '@/lib/domain/facts';
import { DEAL_FIELDS, LIST_FIELDS, type FieldType } from '@/lib/domain/fields';
import { LIMITS } from '../limits';
import type { Checked } from './check';

export const TIMESTAMP = 'google.protobuf.Timestamp';
export const DURATION = 'google.protobuf.Duration';

/** Row type of each list, as the checker names it. */
const ROW_TYPES: Readonly<Record<string, string>> = {
  contacts: 'Contact',
  activities: 'Activity',
  products: 'Product',
  changes: 'FieldChange',
};

/** Figures of the team a rule may ask for, by stage. */
export const TEAM_FIGURES = {
  medianDaysToClose: DURATION,
  medianDaysInStage: DURATION,
  winRate: 'double',
  medianAmount: 'double',
} as const;

function celType(type: FieldType): string {
  if (type === 'number' || type === 'percent' || type === 'money') return 'double';
  return type === 'date' || type === 'instant' ? TIMESTAMP : 'string';
}

/** Fields by name: a CEL type, or further fields. */
export type Schema = { [key: string]: string | Schema };

/** Nested schema of `deal`: the canonical fields by their dots, and `custom`. */
function dealSchema(custom: Readonly<Record<string, FieldType>>): Schema {
  const root: Schema = {};
  for (const [path, { type }] of Object.entries(DEAL_FIELDS)) put(root, path.split('.'), celType(type));
  const own = Object.entries(custom).map(([key, type]): [string, string] => [key, celType(type)]);
  return own.length === 0 ? root : { ...root, custom: Object.fromEntries(own) };
}

function put(into: Schema, path: readonly string[], type: string): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) {
    into[key] = type;
    return;
  }
  const next = into[key];
  const child: Schema = typeof next === 'object' ? next : {};
  into[key] = child;
  put(child, rest, type);
}

// The library only checks: its handlers never run.
const never = (): null => null;

const NULLABLE = ['string', 'double', 'int', 'bool', TIMESTAMP, DURATION];

const HELPERS = [
  `daysSince(${TIMESTAMP}): double`,
  `daysUntil(${TIMESTAMP}): double`,
  'blank(dyn): bool',
  'junk(dyn): bool',
  'junk(dyn, string): bool',
  'count(list): int',
  `latest(list): ${TIMESTAMP}`,
  `latest(list, string): ${TIMESTAMP}`,
  'pushes(): int',
  'pushes(string): int',
  `days(double): ${DURATION}`,
  `days(int): ${DURATION}`,
];

/** Conversions of CEL that the library's checker does not know. */
const CONVERSIONS = [
  'int(uint): int',
  `int(${TIMESTAMP}): int`,
  `string(${TIMESTAMP}): string`,
  `string(${DURATION}): string`,
  `timestamp(${TIMESTAMP}): ${TIMESTAMP}`,
  `duration(${DURATION}): ${DURATION}`,
];

function mixNumbers(env: Environment): void {
  for (const op of ['+', '-', '*', '/']) {
    env.registerOperator(`double ${op} int: double`, never).registerOperator(`int ${op} double: double`, never);
  }
  for (const pair of ['double % double', 'double % int', 'int % double'])
    env.registerOperator(`${pair}: double`, never);
  env.registerOperator('double == int', never);
  env.registerOperator('double in list<int>: bool', never).registerOperator('int in list<double>: bool', never);
  for (const type of NULLABLE) env.registerOperator(`${type} == null`, never);
}

function addRows(env: Environment): void {
  for (const [list, keys] of Object.entries(LIST_FIELDS)) {
    const fields = Object.fromEntries(Object.entries(keys).map(([k, t]) => [k, celType(t)]));
    env.registerType(ROW_TYPES[list] ?? list, { fields }).registerVariable(list, `list<${ROW_TYPES[list] ?? list}>`);
  }
  const change = { field: 'string', from: 'dyn', to: 'dyn', at: TIMESTAMP };
  env.registerType('FieldChange', { fields: change }).registerVariable('changes', 'list<FieldChange>');
}

let base: Environment | null = null;

function baseEnvironment(): Environment {
  if (base) return base;
  const env = new Environment({
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: LIMITS.nodes,
      maxDepth: LIMITS.depth,
      maxListElements: 200,
      maxMapEntries: 100,
      maxCallArguments: 4,
    },
  });
  mixNumbers(env);
  addRows(env);
  const facts = Object.fromEntries(Object.keys(FACTS).map((k) => [k, 'double']));
  env.registerVariable({ name: 'facts', schema: facts });
  env.registerType('Team', { fields: {} }).registerVariable('team', 'Team');
  env.registerVariable('stage', 'string').registerVariable('now', TIMESTAMP);
  for (const [name, type] of Object.entries(TEAM_FIGURES)) {
    env.registerFunction(`Team.${name}(): ${type}`, never).registerFunction(`Team.${name}(string): ${type}`, never);
  }
  for (const signature of [...CONVERSIONS, ...HELPERS]) env.registerFunction(signature, never);
  base = env;
  return env;
}

/** What expressions may name, and how large they may be. */
export type Vocabulary = {
  env: Environment;
  deal: Schema;
  limits: { source: number; depth: number; macroDepth: number };
  /** the inputs of an expression that is about no deal; null for a pack's words */
  plain: { names: readonly string[]; typed: boolean } | null;
  /** what was found of expressions, by what was asked */
  checked: Map<string, Checked>;
};

let last: { of: string; words: Vocabulary } | null = null;

/**
 * The vocabulary of a pack with these custom fields (key without `custom.` → type). The last one is kept, with what was found of
 * its expressions: the next version of a pack, and the next key in an editor, change few of them.
 */
export function vocabulary(custom: Readonly<Record<string, FieldType>>): Vocabulary {
  const of = canonicalJson(custom);
  if (last?.of === of) return last.words;
  const deal = dealSchema(custom);
  const env = baseEnvironment().clone().registerVariable({ name: 'deal', schema: deal });
  const words: Vocabulary = { env, deal, limits: LIMITS, plain: null, checked: new Map() };
  last = { of, words };
  return words;
}

/**
 * Nothing but CEL itself and these variables (name → CEL type), with room for any expression of the language's test suite;
 * `typed` false leaves the types to run time.
 */
export function plainVocabulary(variables: Readonly<Record<string, string>>, typed = true): Vocabulary {
  const env = new Environment({ homogeneousAggregateLiterals: false, unlistedVariablesAreDyn: !typed });
  for (const [name, type] of Object.entries(variables)) env.registerVariable(name, type);
  for (const signature of CONVERSIONS) env.registerFunction(signature, never);
  const limits = { source: 4_000, depth: 70, macroDepth: 4 };
  return { env, deal: {}, limits, plain: { names: Object.keys(variables), typed }, checked: new Map() };
}
