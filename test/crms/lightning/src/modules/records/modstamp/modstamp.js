import { LightningElement, api } from 'lwc';

export default class Modstamp extends LightningElement {
  /** `{ id, name }` of the user. */
  @api value;
  /** Date and time as the server formatted them. */
  @api text;
}
