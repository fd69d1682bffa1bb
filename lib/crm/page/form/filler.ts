import { openPane, readPane } from '@/lib/crm/page/read';
import type { FieldJob, FormFiller, FormTask } from '@/lib/crm/write/form-messages';
import type { WriteFormat } from '@/lib/domain/write-text';
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
    fill: (task) => fillForm(withNulls(task), document),
  };
}

type Handed = Omit<FieldJob, 'value'> & Partial<Pick<FieldJob, 'value'>>;

/** The browser leaves out members that are null when it hands a task to a page; they mean something here. */
function withNulls(task: FormTask): FormTask {
  const format: Partial<WriteFormat> = task.format;
  const jobs: readonly Handed[] = task.jobs;
  return {
    ...task,
    format: { ...task.format, dateOrder: format.dateOrder ?? null, language: format.language ?? null },
    jobs: jobs.map((job) => ({ ...job, value: job.value ?? null })),
  };
}
