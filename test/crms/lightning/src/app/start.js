// The single-page application around the components: URL first, page later, as in the real one.
import { find } from '#data/store';
import { delay } from '#data/settings';
import { closeEditDialog, openEditDialog } from './edit-dialog.js';
import { activate } from './panes.js';
import { routeOf } from './routes.js';
import { toast } from './toast.js';

const LIST = '/lightning/o/Opportunity/list?filterName=Recent';
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

let navigation = 0;

/** For the first half of the delay the old page stays under the new URL, for the second the new one is an empty frame. */
async function show() {
  const own = ++navigation;
  await wait(delay / 2);
  if (own !== navigation) return;
  const route = routeOf(location.pathname);
  const page = activate(route);
  document.querySelector('.auraLoadingBox')?.remove();
  await wait(delay / 2);
  // Also when the user has left meanwhile: an inactive pane may still fill up.
  page.fill();
  if (own !== navigation) return;
  document.title = page.title;
  closeEditDialog();
  const edited = route.action === 'edit' ? find(route.id) : undefined;
  if (edited) openEditDialog(edited.id);
}

function go(href) {
  history.pushState({}, '', href);
  show();
}

function followLink(event) {
  const link = event
    .composedPath()
    .find((node) => node.localName === 'a' && node.getAttribute('href')?.startsWith('/lightning/'));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(link.getAttribute('href'));
}

function leaveEdit({ id, outcome }) {
  const { objectApiName, fields } = find(id);
  if (outcome === 'saved') toast(`${objectApiName} "${fields.Name}" was saved.`);
  if (routeOf(location.pathname).action !== 'edit') return;
  closeEditDialog();
  history.replaceState({}, '', location.pathname.replace(/edit$/, 'view'));
}

export function start() {
  document.addEventListener('click', followLink);
  document.addEventListener('navigate', (event) => go(event.detail.href));
  document.addEventListener('formclosed', (event) => leaveEdit(event.detail));
  window.addEventListener('popstate', show);
  if (location.pathname === '/') history.replaceState({}, '', LIST);
  show();
}
