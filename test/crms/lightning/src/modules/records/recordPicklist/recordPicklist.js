import { LightningElement, api } from 'lwc';

export default class RecordPicklist extends LightningElement {
  @api label;
  @api name;
  @api value;
  @api required = false;
  @api options;

  handleChange(event) {
    event.stopPropagation();
    const detail = { name: this.name, value: event.detail.value };
    this.dispatchEvent(new CustomEvent('fieldchange', { bubbles: true, composed: true, detail }));
  }
}
