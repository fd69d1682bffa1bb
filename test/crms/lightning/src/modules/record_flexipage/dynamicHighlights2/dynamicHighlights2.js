import { LightningElement, api } from 'lwc';
import { highlightsOf } from '#data/field-view';

export default class DynamicHighlights2 extends LightningElement {
  @api record;

  get name() {
    return this.record.fields.Name;
  }

  get highlights() {
    return highlightsOf(this.record);
  }
}
