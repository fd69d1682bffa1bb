import { LightningElement, api } from 'lwc';

export default class RecordEditError extends LightningElement {
  @api errors;
}
