import { LightningElement, api } from 'lwc';

export default class FormPicklist extends LightningElement {
  @api label;
  @api name;
  @api value;
  @api options;
  @api required = false;

  handleChange(event) {
    event.stopPropagation();
    // The base picklist also reports the value it starts with.
    if (event.detail.programmatic) return;
    this.dispatchEvent(new CustomEvent('change', { detail: { value: event.detail.value } }));
  }
}
