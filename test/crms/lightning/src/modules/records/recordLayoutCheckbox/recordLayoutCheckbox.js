import { LightningElement, api } from 'lwc';

export default class RecordLayoutCheckbox extends LightningElement {
  @api label;
  @api name;
  @api checked = false;

  handleChange(event) {
    event.stopPropagation();
    const detail = { name: this.name, value: event.detail.checked };
    this.dispatchEvent(new CustomEvent('fieldchange', { bubbles: true, composed: true, detail }));
  }
}
