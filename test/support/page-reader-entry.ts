import { openPane, readPane } from '@/lib/crm/page/read';
import { readRows, rowsReader } from '@/lib/crm/page/read-rows';
import { watchRecord } from '@/lib/crm/page/watch';

// For a page under test: the content script's own reader, without the extension around it.
Object.assign(globalThis, { pageReader: { openPane, readPane, readRows, rowsReader, watchRecord } });
