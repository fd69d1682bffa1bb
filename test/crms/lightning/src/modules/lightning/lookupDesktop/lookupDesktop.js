import { LightningElement, api } from 'lwc';
import { allOf } from '#data/store';

export default class LookupDesktop extends LightningElement {
  @api label;
  @api name;
  @api value;
  @api required = false;
  @api objectApiName;
  term = '';

  get pill() {
    return this.value ? { type: 'icon', label: this.value.name, value: this.value.id } : undefined;
  }

  get items() {
    const term = this.term.toLowerCase();
    return allOf(this.objectApiName)
      .filter((record) => record.fields.Name.toLowerCase().includes(term))
      .map((record) => ({
        type: 'option-card',
        text: record.fields.Name,
        subText: this.objectApiName,
        value: record.id,
      }));
  }

  handleTextInput(event) {
    this.term = event.detail.text;
  }

  handleSelect(event) {
    const record = allOf(this.objectApiName).find(({ id }) => id === event.detail.value);
    this.change({ id: record.id, name: record.fields.Name });
  }

  handleRemove() {
    this.term = '';
    this.change(undefined);
  }

  change(value) {
    this.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  }
}
