import { LightningElement, api } from 'lwc';

export default class PathStep extends LightningElement {
  @api step;
}
