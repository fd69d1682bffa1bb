import { LightningElement, api } from 'lwc';

/** Chooses the component the server generated for this object and this kind of layout. */
export default class LwcRecordLayout extends LightningElement {
  /** `full` for the details, `highlights` for the panel on top. */
  @api type;
  @api form;
  @api record;

  get object() {
    return (this.form?.record ?? this.record).objectApiName;
  }

  get isHighlights() {
    return this.type === 'highlights';
  }

  get isOpportunity() {
    return this.object === 'Opportunity';
  }
}
