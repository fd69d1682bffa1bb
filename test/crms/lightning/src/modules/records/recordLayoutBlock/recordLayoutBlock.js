import { LightningElement } from 'lwc';

export default class RecordLayoutBlock extends LightningElement {}
