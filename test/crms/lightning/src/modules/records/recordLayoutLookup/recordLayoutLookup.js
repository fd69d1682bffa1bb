import { LightningElement, api } from 'lwc';

export default class RecordLayoutLookup extends LightningElement {
  @api label;
  @api name;
  @api value;
  @api required = false;
  @api objectApiName;

  handleChange(event) {
    event.stopPropagation();
    const detail = { name: this.name, value: event.detail.value };
    this.dispatchEvent(new CustomEvent('fieldchange', { bubbles: true, composed: true, detail }));
  }
}
