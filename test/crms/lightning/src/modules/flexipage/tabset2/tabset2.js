import { LightningElement } from 'lwc';

export default class Tabset2 extends LightningElement {}
