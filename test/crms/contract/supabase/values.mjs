import { pgError } from './errors.mjs';
import { pgTime } from './schema.mjs';

const LIMITS = { bigint: 2n ** 63n, smallint: 2n ** 15n };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A value as the column keeps it, or PostgreSQL's refusal of it.
 * @param {{ type: string }} column @param {unknown} value of a JSON body, or the text of a filter
 */
export function toColumn({ type }, value) {
  if (value === null) return null;
  switch (type) {
    case 'bigint':
    case 'smallint':
      return whole(type, value);
    case 'boolean':
      if (value === true || value === 'true') return 1;
      if (value === false || value === 'false') return 0;
      throw syntax(type, value);
    case 'timestamp with time zone':
      return instant(type, value);
    case 'uuid':
      if (typeof value !== 'string' || !UUID.test(value)) throw syntax(type, value);
      return value.toLowerCase();
    case 'bigint[]':
      if (!Array.isArray(value))
        throw pgError('22P02', `malformed array literal: "${printed(value)}"`, {
          details: 'Array value must start with "{" or dimension information.',
        });
      return JSON.stringify(value.map((one) => whole('bigint', one)));
    case 'jsonb':
      return JSON.stringify(value);
    default:
      return printed(value);
  }
}

/** A column's value as JSON. @param {{ type: string }} column */
export function fromColumn({ type }, value) {
  if (value === null) return null;
  if (type === 'boolean') return value === 1;
  return type === 'bigint[]' || type === 'jsonb' ? JSON.parse(value) : value;
}

const printed = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
const syntax = (type, value) => pgError('22P02', `invalid input syntax for type ${type}: "${printed(value)}"`);

function whole(type, value) {
  if (!/^-?\d+$/.test(printed(value))) throw syntax(type, value);
  const number = BigInt(printed(value));
  if (number >= LIMITS[type] || number < -LIMITS[type])
    throw pgError('22003', `value "${number}" is out of range for type ${type}`);
  return Number(number);
}

function instant(type, value) {
  const at = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?)?$/.test(printed(value))
    ? Date.parse(value)
    : Number.NaN;
  if (Number.isNaN(at)) throw pgError('22007', `invalid input syntax for type ${type}: "${printed(value)}"`);
  return pgTime(at);
}
