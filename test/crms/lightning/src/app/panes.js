// Opened pages stay in the document; only the active one is shown. A reader that does not look at `.active` reads the wrong deal.
import { createElement } from 'lwc';
import ObjectHome from 'lst/objectHome';
import RecordHome from 'one/recordHomeFlexipage2';
import { find } from '#data/store';
import { board } from './board.js';

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

/** Unlike a record, a list is loaded again each time it is shown, as a table or, with `?display=kanban`, as a board. */
function listPane(pane) {
  return () => {
    const kanban = new URLSearchParams(location.search).get('display') === 'kanban';
    pane.replaceChildren(kanban ? board() : createElement('lst-object-home', { is: ObjectHome }));
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

/**
 * A console app (`?ws=` names the workspace) keeps each record in a tab of its own; the frame inside stays active when the tab is
 * left, and only what lies around it is hidden.
 */
function frame(isConsole) {
  const pane = div(`${isConsole ? 'windowViewMode-maximized active' : 'windowViewMode-normal'} oneContent lafPageHost`);
  pane.dataset.auraClass = 'oneContent';
  if (!isConsole) return { outer: pane, pane };
  const outer = Object.assign(document.createElement('section'), { className: 'tabContent oneConsoleTab' });
  outer.append(pane);
  return { outer, pane };
}

/** Shows the route's pane, empty if it is new. Returns the function that fills it and its title. */
export function activate(route) {
  const isConsole = new URLSearchParams(location.search).has('ws');
  const key = `${isConsole ? 'console ' : ''}${route.kind === 'record' ? route.id.slice(0, 15) : route.kind}`;
  const stage = document.querySelector('.oneCenterStage');
  for (const { outer } of panes.values()) outer.classList.remove('active');
  if (!panes.has(key)) {
    const { outer, pane } = frame(isConsole);
    const { title, fill } = build(route, pane);
    panes.set(key, { outer, title, fill });
    stage.append(outer);
  }
  const shown = panes.get(key);
  shown.outer.classList.add('active');
  return shown;
}
