import { api } from 'lwc';
import EditableForm from 'records/editableForm';

export default class LwcDetailPanel extends EditableForm {
  /** `view`, or `edit` in the dialog that opens with its inputs ready. */
  @api mode = 'view';

  connectedCallback() {
    this.editing = this.mode === 'edit';
  }
}
