import { MODELS, isColumn } from './models.mjs';
import { ACTIVITY_TYPES, escaped, log, PARTNERS, STAGE_OF, STAGES, stamp, userId } from './ids.mjs';

/** The fields of a lead whose changes the chatter tells, as records. */
export const trackedFields = () =>
  Object.entries(MODELS['crm.lead'].fields)
    .filter(([, one]) => one.tracked && isColumn(one))
    .map(([name, { string }], index) => ({ id: index + 1, name, model: 'crm.lead', field_description: string }));

export const trackedId = (name) => trackedFields().find((one) => one.name === name).id;

/** What was done and what was tracked, as messages; ids in the order of time, as they came. */
export function chatterOf({ activities, stageHistory, fieldHistory }) {
  const done = activities.filter((one) => one.done).map(doneMessage);
  const stages = stageHistory.filter(({ from, stage }) => from !== null && STAGE_OF[stage]).map(stageMessage);
  const amounts = fieldHistory.filter(({ field }) => field === 'amount').map(amountMessage);
  const all = [...done, ...stages, ...amounts].toSorted((a, b) => a.at - b.at);
  const messages = all.map(({ at, by, tracking: _tracking, ...message }, index) => ({
    id: index + 1,
    model: 'crm.lead',
    date: stamp(at),
    author_id: PARTNERS.users + by,
    ...message,
    ...log(at, userId(by)),
  }));
  const values = all.flatMap(({ at, by, tracking }, index) =>
    tracking ? [{ ...tracking, mail_message_id: index + 1, ...log(at, userId(by)) }] : [],
  );
  return {
    'mail.message': messages,
    'mail.tracking.value': values.map((value, index) => ({ id: index + 1, ...value })),
  };
}

function doneMessage({ dealId, contactId, ownerId, kind, direction, subject, at }) {
  const message = { at, by: ownerId, res_id: dealId, body: `<p>${escaped(subject)}</p>` };
  if (kind !== 'email')
    return { ...message, message_type: 'notification', mail_activity_type_id: ACTIVITY_TYPES[kind] };
  const incoming = direction === 'in';
  const author = incoming && contactId !== null ? { author_id: PARTNERS.people + contactId } : {};
  return { ...message, ...author, subject, message_type: incoming ? 'email' : 'email_outgoing' };
}

const stageMessage = ({ dealId, byId, at, from, stage }) => ({
  at,
  by: byId,
  res_id: dealId,
  body: '',
  message_type: 'notification',
  tracking: {
    field_id: trackedId('stage_id'),
    old_value_integer: STAGE_OF[from],
    new_value_integer: STAGE_OF[stage],
    old_value_char: STAGES[STAGE_OF[from] - 1],
    new_value_char: STAGES[STAGE_OF[stage] - 1],
  },
});

const amountMessage = ({ dealId, byId, at, old, new: next }) => ({
  at,
  by: byId,
  res_id: dealId,
  body: '',
  message_type: 'notification',
  tracking: { field_id: trackedId('expected_revenue'), old_value_float: old, new_value_float: next },
});
