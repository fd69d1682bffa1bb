import { LightningElement, api } from 'lwc';

export default class Highlights2 extends LightningElement {
  @api objectLabel;
  @api icon;
  @api recordId;

  get editHref() {
    return `/lightning/r/${this.objectLabel}/${this.recordId}/edit`;
  }
}
