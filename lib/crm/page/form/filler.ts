import { openPane, readPane } from '@/lib/crm/page/read';
import type { FormFiller } from '@/lib/crm/write/form-messages';
import { fillForm } from './fill-form';

/** The filler of one page. It is put there when something is to be written, and does nothing by itself. */
export function formFiller(document: Document, now: () => number): FormFiller {
  return {
    read: (plan, recordId) => {
      const pane = openPane(plan, document, recordId);
      if (!pane) return null;
      const language = document.documentElement.lang || null;
      const { unsaved, ...content } = readPane(plan, pane);
      return {
        source: 'page',
        url: document.location.href,
        recordId,
        readAt: now(),
        language,
        ...content,
        ...(unsaved === undefined ? {} : { unsaved }),
      };
    },
    fill: (task) => fillForm(task, document),
  };
}
