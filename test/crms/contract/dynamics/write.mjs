import { isoDate, isoSeconds } from '../kit/clock.mjs';
import { quoted } from '../kit/database.mjs';
import { ENTITIES } from './entities.mjs';
import { badPayload, deny } from './errors.mjs';
import { attributeAt, entityOfSet, normalGuid, parentAt } from './names.mjs';
import { STAGES } from './rows.mjs';

const wrongType = (name, edm) => badPayload(`Cannot convert the value of '${name}' to the expected type 'Edm.${edm}'.`);
const isRealDate = (text) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && isoDate(Date.parse(text)) === text;

/** A JSON value as its column keeps it; OData is strict: a number as text is refused. */
const READERS = {
  Money: number('Decimal'),
  Decimal: number('Decimal'),
  Integer: number('Int32', Number.isInteger),
  Picklist: number('Int32', Number.isInteger),
  State: number('Int32', Number.isInteger),
  Status: number('Int32', Number.isInteger),
  Boolean: (name, value) => {
    if (typeof value !== 'boolean') throw wrongType(name, 'Boolean');
    return value;
  },
  DateOnly: (name, value) => {
    if (typeof value !== 'string' || !isRealDate(value)) throw wrongType(name, 'Date');
    return value;
  },
  // Without its time zone a point in time is none.
  DateTime: (name, value) => {
    const isTime =
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
    if (!isTime || Number.isNaN(Date.parse(value))) throw wrongType(name, 'DateTimeOffset');
    return isoSeconds(Date.parse(value));
  },
};

function number(edm, fits = Number.isFinite) {
  return (name, value) => {
    if (typeof value !== 'number' || !fits(value)) throw wrongType(name, edm);
    return value;
  };
}

const text = (name, value) => {
  if (typeof value !== 'string') throw wrongType(name, 'String');
  return value === '' ? null : value;
};

/** The columns of a body; refuses unknown and read-only properties and values that do not fit. */
export function readBody(db, context, entity, body) {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw badPayload('an object is expected.');
  const values = {};
  for (const [sent, value] of Object.entries(body)) {
    const [column, name, kept] = sent.endsWith('@odata.bind')
      ? bound(db, entity, sent, value)
      : plain(entity, sent, value);
    if (context.faults.denied(entity, 'write', name)) {
      throw deny(403, '0x8004f508', `Caller user does not have update privilege on the secured attribute '${name}'.`);
    }
    values[column] = kept;
  }
  return values;
}

function plain(entity, property, value) {
  const found = attributeAt(entity, property);
  if (!found) {
    const message = `The property '${property}' does not exist on type 'Microsoft.Dynamics.CRM.${entity}'.`;
    throw badPayload(message);
  }
  const [name, attribute] = found;
  if (attribute.type === 'Lookup') {
    throw badPayload(
      'CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.',
    );
  }
  if (!attribute.update) throw badPayload(`The property '${name}' cannot be set.`);
  if (value === null) return [property, name, null];
  const kept = (READERS[attribute.type] ?? text)(name, value);
  checkRange(entity, name, attribute, kept);
  return [property, name, kept];
}

const invalid = (code, message) => deny(400, code, `A validation error occurred. ${message}`);

function checkRange(entity, name, { options, max, min, most, type }, value) {
  if (options && type !== 'Boolean' && !(String(value) in options)) {
    const accepted = Object.keys(options).join(',');
    throw invalid(
      '0x8004431a',
      `The value ${value} of '${name}' on record of type '${entity}' is outside the valid range. Accepted Values: ${accepted}`,
    );
  }
  if (max && String(value).length > max) {
    throw invalid(
      '0x80044331',
      `The length of the '${name}' attribute of the '${entity}' entity exceeded the maximum allowed length of '${max}'.`,
    );
  }
  if ((min !== undefined && value < min) || (most !== undefined && value > most)) {
    throw invalid(
      '0x80044326',
      `The value ${value} of '${name}' on record of type '${entity}' is outside the valid range.`,
    );
  }
}

/** `"ownerid@odata.bind": "/systemusers(…)"` */
function bound(db, entity, sent, value) {
  const navigation = sent.slice(0, -'@odata.bind'.length);
  const parent = parentAt(entity, navigation);
  if (!parent)
    throw badPayload(`An undeclared property '${navigation}' which only has property annotations in the payload.`);
  const { attribute, target } = parent;
  if (!ENTITIES[entity].attributes[attribute].update) throw badPayload(`The property '${attribute}' cannot be set.`);
  const column = `_${attribute}_value`;
  if (value === null) return [column, attribute, null];
  const found = /^(?:https?:\/\/.*\/)?\/?(\w+)\(([^)]+)\)$/.exec(value);
  const id = found && entityOfSet(found[1]) === target && normalGuid(found[2]);
  if (!id) throw badPayload(`'${value}' is no reference to ${ENTITIES[target].set}.`);
  if (!db.get(`SELECT 1 FROM ${quoted(target)} WHERE ${quoted(ENTITIES[target].key)} = ?`, [id])) {
    throw deny(400, '0x80040217', `Entity '${target}' With Id = ${id} Does Not Exist`);
  }
  return [column, attribute, id];
}

/** What every write obeys: business-required columns, closing by its own message, and the organisation's plug-ins. */
export function checkWrite(context, entity, values, row) {
  const state = values.statecode;
  if (entity === 'opportunity' && state !== undefined && state !== row.statecode && state !== 0) {
    const name = state === 1 ? 'Win' : 'Lose';
    throw deny(
      400,
      '0x80048408',
      `Use the ${name}Opportunity message to set the state of opportunity to ${name === 'Win' ? 'Won' : 'Lost'}.`,
    );
  }
  const rule = context.faults.brokenRule(entity, values, { ...row, ...values });
  if (rule) throw deny(400, '0x80040265', rule.message);
}

const AUDITED = [
  'name',
  'stepname',
  'estimatedvalue',
  'estimatedclosedate',
  'statecode',
  'closeprobability',
  '_ownerid_value',
];

/** Writes the row with its stamps, keeps what auditing keeps and lets the process follow; `userId` wrote it. */
export function updateRow({ db, nextVersion }, entity, row, values, { now, userId }) {
  const at = isoSeconds(now);
  const { key } = ENTITIES[entity];
  const stamps = { modifiedon: at, _modifiedby_value: userId, versionnumber: nextVersion() };
  db.update(entity, { [key]: row[key] }, { ...values, ...stamps });
  if (entity === 'opportunity') {
    for (const attribute of AUDITED.filter((name) => name in values && values[name] !== row[name])) {
      const change = { attribute, old: row[attribute], new: values[attribute] };
      db.insert('audit', { record: row.opportunityid, at, user: userId, ...change });
    }
  }
  const { _activestageid_value: stage } = values;
  const { _activestageid_value: before, _opportunityid_value: dealId } = row;
  if (entity !== 'opportunitysalesprocess' || !stage || stage === before) return;
  db.update(entity, { [key]: row[key] }, { activestagestartedon: at });
  const deal = db.get('SELECT * FROM opportunity WHERE opportunityid = ?', [dealId]);
  const { stagecategory } = db.get('SELECT * FROM processstage WHERE processstageid = ?', [stage]);
  const moved = {
    stageid: stage,
    stepname: STAGES[stagecategory],
    traversedpath: values.traversedpath ?? row.traversedpath,
  };
  updateRow({ db, nextVersion }, 'opportunity', deal, moved, { now, userId });
}
