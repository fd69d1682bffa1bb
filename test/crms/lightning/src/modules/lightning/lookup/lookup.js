import { LightningElement, api } from 'lwc';

/** Not among the published base components: this and `lightning-lookup-desktop` only carry the tags around the real combobox. */
export default class Lookup extends LightningElement {
  @api label;
  @api name;
  @api value;
  @api required = false;
  @api objectApiName;

  handleChange(event) {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('change', { detail: { value: event.detail.value } }));
  }
}
