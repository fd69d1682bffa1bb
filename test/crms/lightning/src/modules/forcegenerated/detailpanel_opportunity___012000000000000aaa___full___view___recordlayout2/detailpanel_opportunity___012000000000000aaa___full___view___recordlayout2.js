import { LightningElement, api } from 'lwc';

export default class DetailPanel extends LightningElement {
  @api form;
}
