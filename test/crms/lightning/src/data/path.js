import { STAGES } from './fields.js';

const open = STAGES.filter((stage) => !stage.startsWith('Closed'));

const past = { state: 'slds-is-complete', status: 'Stage Complete' };
const present = { state: 'slds-is-current', status: 'Current Stage' };
const future = { state: 'slds-is-incomplete', status: '' };

/** A stage of the team's own stands last among the open ones; won and lost share one step. */
function stagesOf(record) {
  const stage = record.fields.StageName;
  const own = STAGES.includes(stage) ? [] : [stage];
  return [...open, ...own, 'Closed'];
}

/** `selected` is the step that was clicked; absent: the current one. */
export function pathSteps(record, selected) {
  const stages = stagesOf(record);
  const closed = record.fields.StageName.startsWith('Closed');
  const current = closed ? stages.length - 1 : stages.indexOf(record.fields.StageName);
  const active = selected === undefined ? current : stages.indexOf(selected);
  return stages.map((label, index) => {
    const { state, status } = index < current ? past : index > current ? future : present;
    return {
      label,
      status,
      complete: index < current,
      itemClass: `slds-path__item ${state}${index === active ? ' slds-is-active' : ''}`,
      selected: String(index === active),
    };
  });
}

/** The stage "Mark Stage as Complete" leads to; none once the deal is closed. */
export function nextStage(record) {
  const stages = stagesOf(record);
  const next = stages[stages.indexOf(record.fields.StageName) + 1];
  if (record.fields.StageName.startsWith('Closed')) return undefined;
  return next === 'Closed' ? 'Closed Won' : next;
}
