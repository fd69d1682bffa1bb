import { LightningElement } from 'lwc';

export default class CommonListInternal extends LightningElement {}
