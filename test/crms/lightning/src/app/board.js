// The kanban view of a list. Unlike the pages around it, it is made of no web components.
import { STAGES } from '#data/fields';
import { formatDate, formatMoney } from '#data/formats';
import { allOf } from '#data/store';

function element(tag, className, ...children) {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...children);
  return made;
}

function card({ id, fields }) {
  const link = Object.assign(element('a', '', fields.Name), { href: `/lightning/r/Opportunity/${id}/view` });
  return element(
    'li',
    'pipelineViewCard slds-item',
    element('div', 'primaryDisplayField', link),
    element('div', 'sfaOpportunityDealMotionAmount', fields.Amount === undefined ? '' : formatMoney(fields.Amount)),
    element('div', 'sfaOpportunityDealMotionCloseDate', formatDate(fields.CloseDate)),
  );
}

/** One column a stage, with the deals that are in it. */
export function board() {
  const deals = allOf('Opportunity');
  const stages = [...new Set([...STAGES, ...deals.map(({ fields }) => fields.StageName)])];
  const columns = stages.map((stage) => {
    const own = deals.filter(({ fields }) => fields.StageName === stage);
    return element(
      'section',
      'runtime_sales_pipelineboardPipelineViewColumn',
      element('h2', 'stageHeader', element('span', 'stageHeaderLabel', stage), ` (${own.length})`),
      element('ul', '', ...own.map(card)),
    );
  });
  return element('div', 'runtime_sales_pipelineboardPipelineView slds-grid', ...columns);
}
