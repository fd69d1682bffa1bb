import { LightningElement, api } from 'lwc';

export default class RecordField extends LightningElement {
  @api fieldLabel;
  @api selectionName;
  @api readOnly = false;
  @api editing = false;

  get canEdit() {
    return !this.readOnly;
  }

  get valueClass() {
    const base = 'test-id__field-value slds-form-element__static slds-grow word-break-ie11';
    return this.readOnly ? `${base} is-read-only` : base;
  }

  get editTitle() {
    return `Edit ${this.fieldLabel}`;
  }

  handleEdit() {
    this.dispatchEvent(new CustomEvent('inlineedit', { bubbles: true, composed: true }));
  }
}
