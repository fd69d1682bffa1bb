import { LightningElement, api } from 'lwc';

export default class RecordPage extends LightningElement {
  @api record;

  get isOpportunity() {
    return this.record.objectApiName === 'Opportunity';
  }
}
