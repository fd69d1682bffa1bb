import { LightningElement } from 'lwc';

export default class RecordLayoutEventBroker extends LightningElement {}
