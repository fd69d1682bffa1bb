import { LightningElement, api } from 'lwc';

export default class BaseRecordForm extends LightningElement {
  @api form;
}
