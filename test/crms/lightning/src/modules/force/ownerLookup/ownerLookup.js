import { LightningElement, api } from 'lwc';

export default class OwnerLookup extends LightningElement {
  @api value;
  @api text;
}
