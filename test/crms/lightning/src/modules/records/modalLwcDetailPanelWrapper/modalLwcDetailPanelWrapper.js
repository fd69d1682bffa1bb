import { LightningElement, api } from 'lwc';
import { find } from '#data/store';

export default class ModalLwcDetailPanelWrapper extends LightningElement {
  @api recordId;

  get record() {
    return find(this.recordId);
  }

  get heading() {
    return `Edit ${this.record.fields.Name}`;
  }
}
