import HighlightsPanel from 'forcegenerated/highlightspanel_record___012000000000000aaa___compact___view___recordlayout2';

/** The panel of Dynamic Forms pages: the same parts under another tag. */
export default class DynamicHighlights2 extends HighlightsPanel {}
