import { createElement } from 'lwc';
import Wrapper from 'records/modalLwcDetailPanelWrapper';

/** The dialog that `/edit` opens over the page. */
export function openEditDialog(recordId) {
  closeEditDialog();
  const dialog = document.createElement('div');
  dialog.className = 'modal-container slds-modal slds-fade-in-open';
  dialog.setAttribute('role', 'dialog');
  const container = dialog.appendChild(document.createElement('div'));
  container.className = 'slds-modal__container';
  const content = container.appendChild(document.createElement('div'));
  content.className = 'slds-modal__content slds-p-around_medium';
  const wrapper = createElement('records-modal-lwc-detail-panel-wrapper', { is: Wrapper });
  wrapper.recordId = recordId;
  content.append(wrapper);
  document.querySelector('.modals').append(dialog);
}

export function closeEditDialog() {
  document.querySelector('.modals').replaceChildren();
}
