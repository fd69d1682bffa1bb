import { LightningElement, api } from 'lwc';

export default class HighlightsDetailsItem extends LightningElement {
  @api fieldLabel;
}
