import { LightningElement, api } from 'lwc';

export default class OutputForecastCategory extends LightningElement {
  @api value;
}
