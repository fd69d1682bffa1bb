import { LightningElement, api } from 'lwc';

export default class RecordEditError extends LightningElement {
  @api errors;

  get ofPage() {
    return this.errors.filter(({ name }) => !name);
  }

  /** Only their names: what is wrong stands beside the field. */
  get ofFields() {
    return this.errors.filter(({ name }) => name);
  }
}
