import { LightningElement, api } from 'lwc';

export default class Lookup extends LightningElement {
  /** `{ id, name }`; nothing when the field is empty. */
  @api value;
  @api objectApiName;
  /** The text of the link where it is not the whole name, as in the highlights panel. */
  @api text;

  get label() {
    return this.text ?? this.value.name;
  }

  get href() {
    return `/lightning/r/${this.objectApiName}/${this.value.id}/view`;
  }
}
