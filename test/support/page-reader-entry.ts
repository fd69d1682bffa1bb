import { openPane, readPane } from '@/lib/crm/page/read';
import { readRows } from '@/lib/crm/page/read-rows';
import { watchRecord } from '@/lib/crm/page/watch';

// For a page under test: the content script's own reader, without the extension around it.
Object.assign(globalThis, { pageReader: { openPane, readPane, readRows, watchRecord } });
