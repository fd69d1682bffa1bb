import { ENTITIES } from './entities.mjs';
import { badUrl, deny, odata } from './errors.mjs';
import { normalGuid } from './names.mjs';
import { parseExpand } from './odata-parse.mjs';

const label = (text) => {
  const one = { Label: text, LanguageCode: 1033, IsManaged: true };
  return { LocalizedLabels: [one], UserLocalizedLabel: one };
};

const KINDS = { DateOnly: 'DateTime', Lookup: 'Lookup' };

function describe(entity, name, attribute, { faults }) {
  const { type, update, required, max, min, most, options, targets } = attribute;
  const isCustomer = targets && Object.keys(targets).length > 1;
  const optionSet = options && {
    Options: Object.entries(options).map(([value, text]) => ({ Value: Number(value), Label: label(text) })),
  };
  return {
    '@odata.type': `#Microsoft.Dynamics.CRM.${KINDS[type] ?? type}AttributeMetadata`,
    LogicalName: name,
    SchemaName: name,
    AttributeType: name === 'ownerid' ? 'Owner' : isCustomer ? 'Customer' : (KINDS[type] ?? type),
    DisplayName: label(attribute.label),
    RequiredLevel: {
      Value: required,
      CanBeChanged: true,
      ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
    },
    IsValidForRead: true,
    IsValidForUpdate: update && !faults.denied(entity, 'write', name),
    IsValidForCreate: update,
    IsCustomAttribute: name.startsWith('new_'),
    IsSecured: faults.denied(entity, 'write', name),
    ...(max ? { MaxLength: max } : {}),
    ...(min === undefined ? {} : { MinValue: min, MaxValue: most }),
    ...(type === 'DateOnly' ? { Format: 'DateOnly' } : {}),
    ...(targets ? { Targets: [...new Set(Object.values(targets))] } : {}),
    ...(['Picklist', 'State', 'Status'].includes(type) ? { OptionSet: optionSet } : {}),
  };
}

const pick = (record, select, expand = []) => {
  if (!select) return record;
  const names = select.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(name in record) && !OPTIONAL.has(name));
  if (unknown)
    throw badUrl(`Could not find a property named '${unknown}' on type 'Microsoft.Dynamics.CRM.AttributeMetadata'.`);
  const kept = ['@odata.type', ...names, ...expand].filter((name) => name in record);
  return Object.fromEntries(kept.map((name) => [name, record[name]]));
};
const OPTIONAL = new Set(['MaxLength', 'MinValue', 'MaxValue', 'Format', 'Targets']);

/** The part of the metadata a client reads: one table, its columns, the options of a kind of column. */
export function createMetadata(db) {
  const entityOf = ({ params }) => {
    const name = /^LogicalName='(\w+)'$/.exec(params.key)?.[1];
    if (!name || !ENTITIES[name]) throw deny(404, '0x80060888', `Could not find entity ${params.key}`);
    return name;
  };
  const attributes = (context, kind) => {
    const entity = entityOf(context);
    const all = Object.entries(ENTITIES[entity].attributes).map(([name, one]) => describe(entity, name, one, context));
    return kind ? all.filter((one) => one['@odata.type'] === `#Microsoft.Dynamics.CRM.${kind}`) : all;
  };

  const list = (context) => {
    const { kind } = context.params;
    const found = attributes(context, kind?.replace('Microsoft.Dynamics.CRM.', ''));
    const expand = context.query.has('$expand')
      ? parseExpand(context.query.get('$expand')).map(({ name }) => name)
      : [];
    if (expand.includes('OptionSet') && !kind) {
      throw badUrl("Could not find a property named 'OptionSet' on type 'Microsoft.Dynamics.CRM.AttributeMetadata'.");
    }
    const select = context.query.get('$select');
    // The options come only when they are expanded.
    const value = found.map((one) => {
      const { OptionSet: options, ...rest } = one;
      return pick(expand.includes('OptionSet') ? { ...rest, OptionSet: options } : rest, select, expand);
    });
    return odata(200, { value });
  };

  const entity = (context) => {
    const name = entityOf(context);
    const { set, key, label: text } = ENTITIES[name];
    const record = {
      LogicalName: name,
      EntitySetName: set,
      PrimaryIdAttribute: key,
      PrimaryNameAttribute: ENTITIES[name].name,
      DisplayName: label(text),
    };
    const expand = context.query.has('$expand') ? parseExpand(context.query.get('$expand')) : [];
    const columns = expand.find((one) => one.name === 'Attributes');
    // The options of a choice are not among what a column says of itself here.
    const plain = attributes(context).map((one) =>
      Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'OptionSet')),
    );
    const Attributes = plain.map((one) => pick(one, columns?.options.get('$select')));
    return odata(200, { ...pick(record, context.query.get('$select')), ...(columns ? { Attributes } : {}) });
  };

  /** What auditing kept of one record, the newest first. */
  const history = (context) => {
    const target = JSON.parse(context.query.get('@target')?.replaceAll("'", '"') ?? '{}')['@odata.id'];
    const id = normalGuid(/^opportunities\(([^)]+)\)$/.exec(target ?? '')?.[1] ?? '');
    if (!id) throw badUrl('The parameter Target must be an entity reference.');
    const rows = db.all('SELECT * FROM audit WHERE record = ? ORDER BY at DESC, id DESC', [id]);
    const AuditDetails = rows.map((row) => ({
      '@odata.type': '#Microsoft.Dynamics.CRM.AttributeAuditDetail',
      OldValue: {
        '@odata.type': '#Microsoft.Dynamics.CRM.opportunity',
        ...(row.old === null ? {} : { [row.attribute]: row.old }),
      },
      NewValue: {
        '@odata.type': '#Microsoft.Dynamics.CRM.opportunity',
        ...(row.new === null ? {} : { [row.attribute]: row.new }),
      },
      AuditRecord: { createdon: row.at, action: 2, operation: 2, _objectid_value: id, _userid_value: row.user },
    }));
    const AuditDetailCollection = { MoreRecords: false, PagingCookie: '', TotalRecordCount: rows.length, AuditDetails };
    return odata(200, { AuditDetailCollection });
  };
  return { list, entity, history };
}
