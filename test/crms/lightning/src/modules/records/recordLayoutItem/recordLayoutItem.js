import { LightningElement, api } from 'lwc';

export default class RecordLayoutItem extends LightningElement {
  @api fieldLabel;
  @api selectionName;
  @api readOnly = false;
  @api editing = false;

  connectedCallback() {
    // LWC keeps properties off the element; Salesforce's item shows this one.
    this.setAttribute('field-label', this.fieldLabel);
  }

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
