import { LightningElement, api } from 'lwc';
import { highlightsOf } from '#data/field-view';

export default class HighlightsPanel extends LightningElement {
  @api record;

  get icon() {
    return `standard:${this.record.objectApiName.toLowerCase()}`;
  }

  get name() {
    return this.record.fields.Name;
  }

  get highlights() {
    return highlightsOf(this.record);
  }
}
