import { isoDate, isoInstant } from '../kit/clock.mjs';
import { denyValues } from './errors.mjs';
import { TYPES } from './properties.mjs';

/** A point in time as a client may send it: ms since the epoch or ISO 8601. @returns {number} NaN when it is neither */
export const instantOf = (text) => {
  if (/^-?\d+$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
};

const CODES = { number: 'INVALID_NUMBER', datetime: 'INVALID_DATE', date: 'INVALID_DATE', bool: 'INVALID_OPTION' };

/** One value as it is kept; throws a text with the reason when it does not fit. */
function keep(property, sent, owners) {
  const text = sent === null ? '' : String(sent);
  if (text === '') return null;
  if (property.type === 'number') {
    if (!Number.isFinite(Number(text))) throw new TypeError(`${text} was not a valid number.`);
    return text;
  }
  if (property.type === 'datetime') {
    const ms = instantOf(text);
    if (Number.isNaN(ms)) throw new TypeError(`${text} was not a valid long.`);
    return isoInstant(ms);
  }
  if (property.type === 'date') {
    const ms = instantOf(text);
    if (Number.isNaN(ms) || ms % 86_400_000 !== 0)
      throw new TypeError(`${text} is at a time of day, it must be midnight UTC`);
    return isoDate(ms);
  }
  if (property.options) checkOption(property, text, owners);
  return text;
}

function checkOption({ options, owners: isOwner }, text, owners) {
  const allowed = isOwner ? owners : Object.keys(options);
  if (!allowed.includes(text))
    throw new RangeError(`${text} was not one of the allowed options: [${allowed.join(', ')}]`);
}

/** What a client wrote, as columns; refuses all that is wrong in one answer. */
export function readProperties(type, sent, { owners, portalId, denied }) {
  const values = {};
  const problems = [];
  for (const [name, value] of Object.entries(sent)) {
    const property = TYPES[type].properties[name];
    if (!property) {
      problems.push({ name, code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` });
    } else if (property.readOnly || denied(type, 'write', name)) {
      problems.push({
        name,
        code: 'READ_ONLY_VALUE',
        message: `"${name}" is a read only property; its value cannot be set.`,
      });
    } else {
      try {
        values[name] = keep(property, value, owners);
      } catch (error) {
        problems.push({
          name,
          code: property.options ? 'INVALID_OPTION' : CODES[property.type],
          message: error.message,
        });
      }
    }
  }
  if (problems.length > 0) throw denyValues(problems, portalId);
  return values;
}
