import { isoInstant, START } from '../kit/clock.mjs';
import { json } from '../kit/reply.mjs';
import { answers, deny } from './errors.mjs';
import { typeOf } from './objects.mjs';
import { PIPELINE, TYPES } from './properties.mjs';

const stamps = { createdAt: isoInstant(START), updatedAt: isoInstant(START), archived: false };

/** Properties, pipelines and owners. */
export function createMeta(db) {
  const describe = (context, type, name) => {
    const property = TYPES[type].properties[name];
    const options = Object.entries(property.owners ? {} : (property.options ?? {}));
    return {
      name,
      label: property.label,
      type: property.type,
      fieldType: property.fieldType,
      groupName: 'dealinformation',
      description: '',
      options: options.map(([value, label], displayOrder) => ({ label, value, displayOrder, hidden: false })),
      calculated: false,
      externalOptions: property.owners === true,
      ...(property.owners ? { referencedObjectType: 'OWNER' } : {}),
      hubspotDefined: !property.custom,
      hidden: false,
      formField: false,
      modificationMetadata: {
        archivable: property.custom === true,
        readOnlyDefinition: !property.custom,
        readOnlyValue: property.readOnly === true || context.faults.denied(type, 'write', name),
      },
      ...stamps,
    };
  };
  const properties = (context) => {
    const type = typeOf(context, 'read');
    return json(200, { results: Object.keys(TYPES[type].properties).map((name) => describe(context, type, name)) });
  };
  const property = (context) => {
    const type = typeOf(context, 'read');
    const { name } = context.params;
    if (!TYPES[type].properties[name]) throw deny(404, 'OBJECT_NOT_FOUND', `Property ${name} does not exist`);
    return json(200, describe(context, type, name));
  };

  const stageOf = (stage) => ({ ...stage, ...stamps, writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT' });
  const pipeline = { ...PIPELINE, displayOrder: 0, ...stamps, stages: PIPELINE.stages.map(stageOf) };
  const ofDeals = (body) => (context) => {
    if (typeOf(context, 'read') !== 'deals') throw deny(400, 'VALIDATION_ERROR', 'Only deals have pipelines here');
    const { pipeline: id } = context.params;
    return id === undefined || id === PIPELINE.id ? json(200, body) : answers.notFound();
  };

  const ownerOf = ({ id, ...row }) => ({ id, ...row, userId: Number(id), type: 'PERSON', ...stamps });
  const owners = (context) => {
    context.needs('crm.objects.owners.read');
    const limit = Number(context.query.get('limit') ?? 100);
    if (!(limit >= 1 && limit <= 500)) throw deny(400, 'VALIDATION_ERROR', 'limit must be between 1 and 500');
    const email = context.query.get('email');
    const rows = db.all('SELECT * FROM owners ORDER BY id').filter((row) => email === null || row.email === email);
    const start = Number(context.query.get('after') ?? 0);
    const next = start + limit < rows.length ? { paging: { next: { after: String(start + limit) } } } : {};
    return json(200, { results: rows.slice(start, start + limit).map(ownerOf), ...next });
  };
  const owner = (context) => {
    context.needs('crm.objects.owners.read');
    const row = db.get('SELECT * FROM owners WHERE id = ?', [context.params.id]);
    return row ? json(200, ownerOf(row)) : answers.notFound();
  };
  return {
    properties,
    property,
    pipelines: ofDeals({ results: [pipeline] }),
    pipeline: ofDeals(pipeline),
    owners,
    owner,
  };
}
