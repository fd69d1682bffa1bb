// Opened pages stay in the document; only the active one is shown. A reader that does not look at `.active` reads the wrong deal.
import { createElement } from 'lwc';
import ObjectHome from 'lst/objectHome';
import RecordHome from 'one/recordHomeFlexipage2';
import { find } from '#data/store';

const panes = new Map();

const div = (className) => Object.assign(document.createElement('div'), { className });

function recordPane(pane, record) {
  const wrapper = pane.appendChild(div('oneRecordHomeFlexipage2Wrapper'));
  wrapper.dataset.auraClass = 'oneRecordHomeFlexipage2Wrapper';
  const page = createElement('one-record-home-flexipage2', { is: RecordHome });
  page.recordId = record.id;
  wrapper.appendChild(div('recordHomeFlexipage2')).append(page);
  return () => {
    page.ready = true;
  };
}

/** Unlike a record, a list is loaded again each time it is shown. */
function listPane(pane) {
  return () => {
    pane.replaceChildren(createElement('lst-object-home', { is: ObjectHome }));
  };
}

function plainPane(pane) {
  const text = pane.appendChild(div('slds-card slds-p-around_large'));
  return () => {
    text.textContent = 'Nothing to see on this page.';
  };
}

function build(route, pane) {
  const record = route.kind === 'record' ? find(route.id) : undefined;
  if (record)
    return { title: `${record.fields.Name} | ${record.objectApiName} | Salesforce`, fill: recordPane(pane, record) };
  if (route.kind === 'list') return { title: 'Recently Viewed | Opportunities | Salesforce', fill: listPane(pane) };
  return { title: 'Lightning Experience | Salesforce', fill: plainPane(pane) };
}

/** Shows the route's pane, empty if it is new. Returns the function that fills it and its title. */
export function activate(route) {
  const key = route.kind === 'record' ? route.id.slice(0, 15) : route.kind;
  const stage = document.querySelector('.oneCenterStage');
  for (const { pane } of panes.values()) pane.classList.remove('active');
  if (!panes.has(key)) {
    const pane = div('windowViewMode-normal oneContent lafPageHost');
    pane.dataset.auraClass = 'oneContent';
    const { title, fill } = build(route, pane);
    panes.set(key, { pane, title, fill });
    stage.append(pane);
  }
  const shown = panes.get(key);
  shown.pane.classList.add('active');
  return shown;
}
