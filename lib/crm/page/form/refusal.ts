import type { FieldJob, FormTask } from '@/lib/crm/write/form-messages';
import { normalLabel, shownText } from '@/lib/crm/page/text';
import type { Form } from './form';

const MAX_MESSAGE = 500;

export type Refusal = { message: string; fields: Record<string, string> };

/** Every error that is on screen now: what stood there before we came is no answer to us. */
export function errorsShown({ recipe }: FormTask, form: Form): ReadonlySet<Element> {
  return new Set(recipe.errors.flatMap((failure) => shownBy(failure, form).map(({ words }) => words)));
}

/** The CRM's own words on why it did not save, in all and by field; null while it says nothing new. */
export function refusalOf({ recipe, jobs }: FormTask, form: Form, earlier: ReadonlySet<Element>): Refusal | null {
  for (const failure of recipe.errors) {
    const shown = shownBy(failure, form).filter(({ words }) => !earlier.has(words));
    if (shown.length === 0) continue;
    const messages: string[] = [];
    const fields: Record<string, string> = {};
    for (const { element, words } of shown) {
      const message = shownText(words).slice(0, MAX_MESSAGE);
      const job = failure.field ? jobNamed(nameIn(element, failure.field), jobs) : null;
      if (job) fields[job.field] = withoutName(message, job);
      messages.push(message);
    }
    return { message: [...new Set(messages)].join(' ').slice(0, MAX_MESSAGE), fields };
  }
  return null;
}

type Failure = FormTask['recipe']['errors'][number];

/** The errors of one kind that are on screen, each with the element that holds its words. */
function shownBy({ css, having, message }: Failure, form: Form): { element: Element; words: Element }[] {
  return form.visible(css).flatMap((element) => {
    const inside = having ?? message;
    const [words = having === undefined ? element : null] = inside === undefined ? [] : form.inside(element, inside);
    // Some controls keep an empty place for what may be wrong with them.
    return words === null || shownText(words) === '' ? [] : [{ element, words }];
  });
}

/** Some pages say the field's name before the words, for those who hear them. */
function withoutName(message: string, job: FieldJob): string {
  const name = namesOf(job).find((each) => message.startsWith(each) && message.length > each.length);
  return name === undefined ? message : message.slice(name.length).trim();
}

function namesOf({ targets }: FieldJob): string[] {
  return targets.flatMap((target) => target.called ?? []);
}

function nameIn(element: Element, { css, value }: { css?: string; value: 'text' | `@${string}` }): string {
  const holder = css === undefined ? element : element.querySelector(css);
  if (!holder) return '';
  return value === 'text' ? shownText(holder) : (holder.getAttribute(value.slice(1)) ?? '');
}

function jobNamed(name: string, jobs: readonly FieldJob[]): FieldJob | null {
  const wanted = normalLabel(name);
  if (wanted === '') return null;
  return jobs.find((job) => namesOf(job).some((each) => normalLabel(each) === wanted)) ?? null;
}
