import { LightningElement, api } from 'lwc';

export default class FormFooter extends LightningElement {
  @api form;

  handleSave() {
    this.dispatchEvent(new CustomEvent('saveedit', { bubbles: true, composed: true }));
  }

  handleCancel() {
    this.dispatchEvent(new CustomEvent('canceledit', { bubbles: true, composed: true }));
  }
}
