import type { CompiledPack } from './types';

type Check = (v: unknown) => boolean;

const isText: Check = (v) => typeof v === 'string';
const isNumber: Check = (v) => typeof v === 'number' && Number.isFinite(v);
const isIndex: Check = (v) => v === null || (typeof v === 'number' && Number.isInteger(v) && v >= 0);
const isCode: Check = (v) => Array.isArray(v) && typeof v[0] === 'string';
const oneOf =
  (...values: readonly unknown[]): Check =>
  (v) =>
    values.includes(v);
const orNull =
  (check: Check): Check =>
  (v) =>
    v === null || check(v);
const listOf =
  (check: Check): Check =>
  (v) =>
    Array.isArray(v) && v.every(check);

/** An object whose own members pass; members not named are not looked at. */
function shape(members: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(members);
  return (v) => {
    if (typeof v !== 'object' || v === null || Array.isArray(v)) return false;
    const own = new Map(Object.entries(v));
    return checks.every(([key, check]) => check(own.get(key)));
  };
}

const orAbsent =
  (check: Check): Check =>
  (v) =>
    v === undefined || check(v);
const mapOf =
  (check: Check): Check =>
  (v) =>
    typeof v === 'object' && v !== null && !Array.isArray(v) && Object.values(v).every(check);

const isTexts = mapOf(isText);
const rule = { id: isText, title: isText, why: isText };

const within = { withinDays: isIndex };
const isEvidence: Check = (v) =>
  shape({ kind: oneOf('contact'), roles: listOf(isText), named: orNull(isText), ...within })(v) ||
  shape({ kind: oneOf('activity'), types: listOf(isText), directions: listOf(isText), ...within })(v) ||
  shape({ kind: oneOf('change', 'date', 'link'), field: isText, ...within })(v);

const isCriterion = shape({
  ...rule,
  when: orNull(isCode),
  require: isCode,
  fix: orNull(isText),
  enforce: oneOf('block', 'warn', 'info'),
  evidence: orAbsent(listOf(isEvidence)),
  exception: orAbsent(isText),
});

const isFieldPatch = shape({
  requiredFrom: orAbsent(isIndex),
  freshDays: orAbsent(isIndex),
  confirmedBy: orAbsent(listOf(isEvidence)),
  junk: orAbsent(oneOf('strict', 'normal', 'off')),
  valid: orAbsent(orNull(isCode)),
  consistent: orAbsent(orNull(isCode)),
});

const isRulePatch = shape({
  off: orAbsent(oneOf(true, false)),
  when: orAbsent(isCode),
  require: orAbsent(isCode),
  enforce: orAbsent(oneOf('block', 'warn', 'info')),
  exception: orAbsent(isText),
  weight: orAbsent(isNumber),
});

const isChange: Check = (v) =>
  shape({ field: isText, value: orNull(isCode) })(v) ||
  shape({ fact: isText, value: isNumber })(v) ||
  shape({ signal: isText })(v) ||
  shape({ contact: shape({}) })(v) ||
  shape({ activity: shape({}) })(v);

const isAction = shape({ task: shape({ subject: isText, dueDays: isIndex }) });

const isPack = shape({
  id: isText,
  version: isNumber,
  title: isText,
  hash: isText,
  applies: orNull(isCode),
  fields: listOf(
    shape({
      key: isText,
      label: isText,
      type: oneOf('text', 'longText', 'number', 'percent', 'money', 'date', 'instant', 'picklist'),
      labels: listOf(isText),
      crm: isTexts,
      requiredFrom: isIndex,
      freshDays: isIndex,
      junk: oneOf('strict', 'normal', 'off'),
      valid: orNull(isCode),
      why: isText,
      consistent: orAbsent(orNull(isCode)),
      confirmedBy: orAbsent(listOf(isEvidence)),
      contact: orAbsent(oneOf(true)),
    }),
  ),
  stages: listOf(
    shape({
      id: isText,
      title: isText,
      match: listOf(isText),
      closed: oneOf(null, 'won', 'lost'),
      entry: listOf(isCriterion),
      exit: listOf(isCriterion),
    }),
  ),
  signals: listOf(shape({ ...rule, when: isCode, weight: isNumber })),
  steps: listOf(
    shape({ ...rule, when: isCode, minutes: isNumber, changes: listOf(isChange), action: orNull(isAction) }),
  ),
  fills: listOf(shape({ field: isText, value: isCode, because: isText })),
  variants: orAbsent(
    listOf(shape({ id: isText, title: isText, when: isCode, fields: mapOf(isFieldPatch), rules: mapOf(isRulePatch) })),
  ),
  alerts: orAbsent(shape({ perDay: isNumber })),
  withoutFactors: orAbsent(listOf(isText)),
  language: orAbsent(isText),
  texts: orAbsent(mapOf(isTexts)),
  adapters: orAbsent(listOf(isText)),
});

/** Whether a value from a cache has the shape of a compiled pack; expressions are looked at when they are built. */
export function isCompiledPack(value: unknown): value is CompiledPack {
  return isPack(value);
}
