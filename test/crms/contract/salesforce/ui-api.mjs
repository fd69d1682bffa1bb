import { json } from '../kit/reply.mjs';
import { objectInfo, picklistInfo, visibleFields } from './describe.mjs';
import { deny } from './errors.mjs';
import { MASTER_RECORD_TYPE, normalId, objectOf } from './ids.mjs';
import { objectNamed } from './names.mjs';
import { OBJECTS } from './objects.mjs';
import { shown } from './values.mjs';

/** The routes below `/services/data/vXX.X/ui-api`. */
export function createUiApi(db) {
  const named = ({ params }) => {
    const object = objectNamed(params.object);
    if (!object) throw deny(400, 'INVALID_TYPE', `Object ${params.object} is not supported in UI API`);
    return object;
  };
  const info = (context) => json(200, objectInfo(named(context), context));

  const picklists = (context) => {
    const object = named(context);
    if (normalId(context.params.recordType) !== MASTER_RECORD_TYPE) {
      throw deny(400, 'INVALID_RECORD_TYPE', `Invalid record type id: ${context.params.recordType}`);
    }
    const { name } = context.params;
    const fields = visibleFields(object, context).filter(([, { type }]) => type === 'picklist');
    if (!name)
      return json(200, {
        picklistFieldValues: Object.fromEntries(fields.map(([key, one]) => [key, picklistInfo(one)])),
      });
    const found = fields.find(([key]) => key === name);
    if (!found) throw deny(400, 'INVALID_FIELD', `${name} is not a picklist field of ${object}`);
    return json(200, picklistInfo(found[1]));
  };

  const recordUi = (context) => {
    const records = context.params.ids.split(',').map((sent) => recordOf(db, context, sent));
    const objects = [...new Set(records.map(({ apiName }) => apiName))];
    return json(200, {
      layouts: Object.fromEntries(objects.map((object) => [object, layoutOf(object, context)])),
      layoutUserStates: {},
      objectInfos: Object.fromEntries(objects.map((object) => [object, objectInfo(object, context)])),
      records: Object.fromEntries(records.map((record) => [record.id, record])),
    });
  };
  return { info, picklists, recordUi };
}

function recordOf(db, context, sent) {
  const id = normalId(sent);
  const object = id && objectOf(id);
  const row = object && db.get(`SELECT * FROM "${object}" WHERE "Id" = ?`, [id]);
  if (!row) throw deny(404, 'NOT_FOUND', 'The requested resource does not exist');
  const fields = visibleFields(object, context).map(([name, field]) => {
    const value = shown(field, row[name]);
    return [name, { displayValue: display(field, value), value }];
  });
  return {
    apiName: object,
    childRelationships: {},
    fields: Object.fromEntries(fields),
    id,
    lastModifiedById: row.LastModifiedById,
    lastModifiedDate: new Date(row.LastModifiedDate).toISOString(),
    recordTypeId: MASTER_RECORD_TYPE,
    systemModstamp: new Date(row.SystemModstamp).toISOString(),
  };
}

/** Texts show themselves and say so with null; numbers and dates are put into the user's own words. */
function display({ type }, value) {
  if (value === null || ['string', 'textarea', 'email', 'id', 'reference', 'boolean'].includes(type)) return null;
  return typeof value === 'number' ? value.toLocaleString('en-US') : String(value);
}

function layoutOf(object, context) {
  const items = visibleFields(object, context).map(([name, field]) => ({
    label: field.label,
    editableForUpdate: field.updateable,
    required: field.updateable && !field.nillable,
    layoutComponents: [{ apiName: name, componentType: 'Field', label: field.label }],
  }));
  const sections = [{ heading: OBJECTS[object].label, layoutRows: items.map((item) => ({ layoutItems: [item] })) }];
  return {
    [MASTER_RECORD_TYPE]: { Full: { View: { layoutType: 'Full', mode: 'View', objectApiName: object, sections } } },
  };
}
