import type { FieldJob, FormTask } from '@/lib/crm/write/form-messages';
import { normalLabel, shownText } from '@/lib/crm/page/text';
import type { Form } from './form';

const MAX_MESSAGE = 500;

export type Refusal = { message: string; fields: Record<string, string> };

/** Every error that is on screen now: what stood there before we came is no answer to us. */
export function errorsShown({ recipe }: FormTask, form: Form): ReadonlySet<Element> {
  return new Set(recipe.errors.flatMap((failure) => form.visible(failure.css)));
}

/** The CRM's own words on why it did not save, in all and by field; null while it says nothing new. */
export function refusalOf({ recipe, jobs }: FormTask, form: Form, earlier: ReadonlySet<Element>): Refusal | null {
  for (const failure of recipe.errors) {
    const shown = form.visible(failure.css).filter((element) => !earlier.has(element));
    if (shown.length === 0) continue;
    const messages: string[] = [];
    const fields: Record<string, string> = {};
    for (const element of shown) {
      const words = failure.message === undefined ? element : (element.querySelector(failure.message) ?? element);
      const message = shownText(words).slice(0, MAX_MESSAGE);
      const job = failure.field ? jobNamed(nameIn(element, failure.field), jobs) : null;
      if (job) fields[job.field] = message;
      messages.push(message);
    }
    return { message: [...new Set(messages)].join(' ').slice(0, MAX_MESSAGE), fields };
  }
  return null;
}

function nameIn(element: Element, { css, value }: { css?: string; value: 'text' | `@${string}` }): string {
  const holder = css === undefined ? element : element.querySelector(css);
  if (!holder) return '';
  return value === 'text' ? shownText(holder) : (holder.getAttribute(value.slice(1)) ?? '');
}

function jobNamed(name: string, jobs: readonly FieldJob[]): FieldJob | null {
  const wanted = normalLabel(name);
  if (wanted === '') return null;
  const called = (job: FieldJob): string[] => job.targets.flatMap((target) => target.called ?? []);
  return jobs.find((job) => called(job).some((each) => normalLabel(each) === wanted)) ?? null;
}
