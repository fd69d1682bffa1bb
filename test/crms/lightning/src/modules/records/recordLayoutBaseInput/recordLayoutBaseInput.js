import { LightningElement, api } from 'lwc';

export default class RecordLayoutBaseInput extends LightningElement {
  @api label;
  @api name;
  @api value;
  @api required = false;
  /** What the server refused the field for. */
  @api
  get error() {
    return this.told;
  }
  set error(message) {
    this.told = message;
    const input = this.template.querySelector('lightning-input');
    input?.setCustomValidity(message);
    input?.reportValidity();
  }

  /** `text`, `date`, `currency` or `percent`. */
  @api kind = 'text';

  told = '';

  get type() {
    return { text: 'text', date: 'date' }[this.kind] ?? 'number';
  }

  get step() {
    return this.kind === 'currency' ? '0.01' : '1';
  }

  get formatter() {
    return { currency: 'currency', percent: 'percent-fixed' }[this.kind];
  }

  handleChange(event) {
    event.stopPropagation();
    const detail = { name: this.name, value: event.detail.value };
    this.dispatchEvent(new CustomEvent('fieldchange', { bubbles: true, composed: true, detail }));
  }
}
