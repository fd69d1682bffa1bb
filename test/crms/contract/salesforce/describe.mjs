import { MASTER_RECORD_TYPE, prefixOf } from './ids.mjs';
import { OBJECTS } from './objects.mjs';

const picklistValues = ({ values = [] }) =>
  values.map((value) => ({ active: true, defaultValue: false, label: value, value, validFor: null }));

/** The fields the user may see. */
export const visibleFields = (object, { faults }) =>
  Object.entries(OBJECTS[object].fields).filter(([name]) => !faults.denied(object, 'read', name));

const mayWrite = (object, name, field, { faults }) =>
  field.updateable && !faults.denied(object, 'write') && !faults.denied(object, 'write', name);

/** What `…/sobjects/{object}/describe` says. */
export function describeObject(object, context) {
  const { label, updateable = false, createable = false } = OBJECTS[object];
  return {
    name: object,
    label,
    keyPrefix: prefixOf(object),
    custom: false,
    queryable: true,
    updateable,
    createable,
    fields: visibleFields(object, context).map(([name, field]) => describeField(object, name, field, context)),
    recordTypeInfos: [{ active: true, master: true, name: 'Master', recordTypeId: MASTER_RECORD_TYPE }],
    urls: { sobject: `/services/data/${context.params.version}/sobjects/${object}` },
  };
}

function describeField(object, name, field, context) {
  return {
    name,
    label: field.label,
    type: field.type,
    custom: name.endsWith('__c'),
    updateable: mayWrite(object, name, field, context),
    createable: field.updateable,
    nillable: field.nillable,
    filterable: field.filterable,
    sortable: field.filterable,
    length: field.length ?? 0,
    picklistValues: picklistValues(field),
    restrictedPicklist: field.restricted ?? false,
    referenceTo: field.to ?? [],
    relationshipName: field.relationship ?? null,
    defaultedOnCreate: name === 'OwnerId' || field.type === 'boolean',
  };
}

const DATA_TYPES = {
  id: 'String',
  string: 'String',
  textarea: 'TextArea',
  email: 'Email',
  picklist: 'Picklist',
  reference: 'Reference',
  currency: 'Currency',
  percent: 'Percent',
  double: 'Double',
  int: 'Int',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'DateTime',
  anyType: 'AnyType',
};

/** What `…/ui-api/object-info/{object}` says. */
export function objectInfo(object, context) {
  const { label, updateable = false, createable = false } = OBJECTS[object];
  const fields = visibleFields(object, context).map(([name, field]) => [
    name,
    {
      apiName: name,
      label: field.label,
      dataType: DATA_TYPES[field.type],
      required: field.updateable && !field.nillable && field.type !== 'boolean',
      updateable: mayWrite(object, name, field, context),
      createable: field.updateable,
      custom: name.endsWith('__c'),
      length: field.length ?? 0,
      reference: field.type === 'reference',
      referenceToInfos: (field.to ?? []).map((apiName) => ({ apiName, nameFields: ['Name'] })),
      relationshipName: field.relationship ?? null,
      compound: false,
      calculated: false,
    },
  ]);
  return {
    apiName: object,
    label,
    keyPrefix: prefixOf(object),
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    createable,
    updateable,
    queryable: true,
    fields: Object.fromEntries(fields),
    recordTypeInfos: {
      [MASTER_RECORD_TYPE]: { available: true, master: true, name: 'Master', recordTypeId: MASTER_RECORD_TYPE },
    },
  };
}

/** The values of one picklist as UI API has them. */
export const picklistInfo = ({ values }) => ({
  controllerValues: {},
  defaultValue: null,
  values: values.map((value) => ({ attributes: null, label: value, validFor: [], value })),
});
