import type { WriteTarget } from '@/lib/crm/adapter-write-schema';
import type { FieldJob, FormOutcome, FormTask } from '@/lib/crm/write/form-messages';
import { dateFormatOf, plainText, showsMonthName, typedText, type WriteFormat } from '@/lib/domain/write-text';
import { shownText } from '@/lib/crm/page/text';
import { findForm, type Control, type Form } from './form';
import { errorsShown, refusalOf } from './refusal';
import { heldBy, isShown, optionOf, press, setControl, type Wanted } from './set-control';
import { until } from './until';

/** How long a form may take to open, a control to appear, and a save to be answered. */
const OPEN_MS = 10_000;
const CONTROL_MS = 3_000;
const SAVE_MS = 20_000;
/** How long a form that has just opened may take to give its controls their values. */
const GIVEN_MS = 2_000;
/** How long the refusal of what a control stores by itself may take. */
const STORED_MS = 1_500;
/** How long all of a refusal may take to appear once its first word is there. */
const SAID_MS = 250;

/**
 * Fills the CRM's own form and saves it as its user would. The user's own unsaved edits are never saved along, and whatever
 * stops it half-way leaves the form as it was found. Reading back is the caller's part.
 */
export async function fillForm(whole: FormTask, document: Document): Promise<FormOutcome> {
  const task = formJobs(whole);
  const { recipe } = task;
  if (!document.defaultView?.navigator.onLine) return { kind: 'offline' };
  const form = findForm(task, document);
  if (document.location.href !== task.url || !form.pane()) return { kind: 'notOpen' };
  // A form that is open before we open it is the user's.
  if (recipe.open !== undefined && form.isReady()) return { kind: 'unsaved' };
  if (recipe.dirty !== undefined && form.visible(recipe.dirty).length > 0) return { kind: 'unsaved' };
  const beside = outsideJobs(whole, form);
  if (beside) return fillOutside({ ...task, jobs: beside }, form);
  if (recipe.open !== undefined) form.visible(recipe.open).slice(0, 1).forEach(press);
  if (!(await until(() => form.isReady(), OPEN_MS))) return { kind: 'notOpen' };

  const was: Record<string, string> = {};
  const earlier = errorsShown(task, form);
  const format = formatOf(task, form);
  const filling: Filling = { task, form, format, was, stored: 0 };
  for (const job of task.jobs) {
    const failed = await fillField(job, filling);
    if (failed) return leave(form, failed);
  }
  // What every control has stored by itself needs no save; its refusal, if any, comes a moment later.
  const allStored = filling.stored === task.jobs.length;
  const outcome = allStored
    ? await refusedSoon(task, form, earlier)
    : ((await pressSave(task, form)) ?? (await settled(task, form, earlier, () => isProven(task, form))));
  return outcome ? leave(form, outcome) : { kind: 'saved', was };
}

type Filling = {
  task: FormTask;
  form: Form;
  format: WriteFormat;
  was: Record<string, string>;
  /** How many controls the CRM stored at once. */
  stored: number;
};

async function fillField(job: FieldJob, filling: Filling): Promise<FormOutcome | null> {
  const { form, was } = filling;
  const control = form.control(job.targets) ?? (await revealed(job, form));
  if (!control) return { kind: 'noControl', field: job.field };
  if (job.filled) await until(() => heldBy(control.element) !== '', GIVEN_MS);
  const held = heldBy(control.element);
  // Where each choice has its own button, what they stand in holds the words of all of them.
  if (control.target.control !== 'path') was[job.field] = held;
  if (control.target.saves) filling.stored += 1;
  const typed = typedFor(job, control, held, filling);
  const wanted = { ...wantedOf(job, filling), typed };
  const failed = await setControl(control.element, control.target, wanted, form);
  return failed && { kind: 'noOption', field: job.field, ...failed };
}

/** What a control holds tells best how it takes a date; a page's example comes next, then what its language suggests. */
function typedFor(job: FieldJob, { target }: Control, held: string, { task, format }: Filling): string {
  if (task.recipe.dateFormat === 'iso') return plainText(job.value);
  if (target.control !== 'date') return typedText(job.value, format);
  const byHeld = showsMonthName(held) ? { dateOrder: null } : dateFormatOf(held);
  return typedText(job.value, { ...format, ...byHeld });
}

/** A control that is not there yet: what reveals it, such as its tab, is pressed first. */
async function revealed(job: FieldJob, form: Form) {
  const reveal = job.targets.find((target) => target.reveal !== undefined)?.reveal;
  if (reveal !== undefined) form.visible(reveal).slice(0, 1).forEach(press);
  return until(() => form.control(job.targets), CONTROL_MS);
}

/** The page's own example of a date goes before what its language suggests. */
function formatOf({ recipe, format }: FormTask, form: Form): WriteFormat {
  const decimal = recipe.numberFormat === 'locale' ? format.decimal : '.';
  const { dateExample } = recipe;
  const [shown] = dateExample ? form.visible(dateExample.css) : [];
  const text = shown && dateExample ? exampleText(shown, dateExample.value) : '';
  return { ...format, padded: recipe.dateDigits !== 'plain', ...dateFormatOf(text), decimal };
}

function exampleText(element: Element, value: 'text' | `@${string}`): string {
  return value === 'text' ? shownText(element) : (element.getAttribute(value.slice(1)) ?? '');
}

/** Presses save once it can be pressed; null when that is done. */
async function pressSave({ recipe }: FormTask, form: Form): Promise<FormOutcome | null> {
  const { save, dismiss } = recipe;
  if (dismiss !== undefined) form.visible(dismiss).forEach(press);
  if (save === undefined) return null;
  const button = await until(
    () => form.visible(save).find((element) => !element.matches(':disabled')) ?? null,
    OPEN_MS,
  );
  if (!button) return { kind: 'noAnswer' };
  press(button);
  return null;
}

/** Waits for the proof or for the CRM's refusal; null for the proof. */
async function settled(
  task: FormTask,
  form: Form,
  earlier: ReadonlySet<Element>,
  isSaved: () => boolean,
): Promise<FormOutcome | null> {
  const answer = await until<FormOutcome | 'saved'>(() => {
    const refusal = refusalOf(task, form, earlier);
    if (refusal) return { kind: 'refused', ...refusal };
    return isSaved() ? 'saved' : null;
  }, SAVE_MS);
  if (answer === 'saved') return null;
  if (answer?.kind === 'refused') return inFull(answer, task, form, earlier);
  return answer ?? { kind: 'noAnswer' };
}

/** What the form itself holds of the jobs. */
function formJobs(task: FormTask): FormTask {
  const inForm = (job: FieldJob): FieldJob => ({ ...job, targets: job.targets.filter((target) => !target.outside) });
  return { ...task, jobs: task.jobs.map(inForm) };
}

/**
 * The jobs with their controls outside the form, such as a path of stages, where each has one that offers what is wanted; null
 * where one has not, and the form is filled.
 */
function outsideJobs(task: FormTask, form: Form): FieldJob[] | null {
  const beside = task.jobs.map((job) => {
    const wanted = wantedOf(job, { task, format: task.format });
    const offers = (target: WriteTarget): boolean =>
      target.outside === true && form.control([target]) !== null && optionOf(target, wanted, form.everywhere) !== null;
    return { ...job, targets: job.targets.filter(offers).slice(0, 1) };
  });
  return beside.every(({ targets }) => targets.length > 0) ? beside : null;
}

/** Works controls that store by themselves; what was refused is unmade by going back to what stood there. */
async function fillOutside(task: FormTask, form: Form): Promise<FormOutcome> {
  const earlier = errorsShown(task, form);
  const filling: Filling = { task, form, format: formatOf(task, form), was: {}, stored: 0 };
  for (const job of task.jobs) {
    const before = form.control(job.targets)?.element;
    const stored = job.targets[0]?.stored;
    const proof = (): boolean => stored !== undefined && isShown(stored, wantedOf(job, filling), form.everywhere);
    const outcome =
      (await fillField(job, filling)) ??
      (await (stored === undefined ? refusedSoon(task, form, earlier) : settled(task, form, earlier, proof)));
    if (!outcome) continue;
    if (before?.isConnected) press(before);
    return outcome;
  }
  return { kind: 'saved', was: filling.was };
}

function wantedOf({ value }: FieldJob, { task, format }: Pick<Filling, 'task' | 'format'>): Wanted {
  return { typed: typedText(value, format), plain: plainText(value), blank: ['', ...task.plan.emptyTexts] };
}

/** A page says first that it was refused, and a moment later beside the field why. */
async function inFull(
  first: FormOutcome,
  task: FormTask,
  form: Form,
  earlier: ReadonlySet<Element>,
): Promise<FormOutcome> {
  await new Promise((resolve) => setTimeout(resolve, SAID_MS));
  const refusal = refusalOf(task, form, earlier);
  return refusal ? { kind: 'refused', ...refusal } : first;
}

function isProven({ recipe: { saved } }: FormTask, form: Form): boolean {
  const { shown, gone } = saved;
  const appeared = shown === undefined || form.visible(shown).length > 0;
  return appeared && (gone === undefined || form.visible(gone).length === 0);
}

async function refusedSoon(task: FormTask, form: Form, earlier: ReadonlySet<Element>): Promise<FormOutcome | null> {
  const refusal = await until(() => refusalOf(task, form, earlier), STORED_MS);
  return refusal && inFull({ kind: 'refused', ...refusal }, task, form, earlier);
}

/** Leaves the form as it was found. */
async function leave(form: Form, outcome: FormOutcome): Promise<FormOutcome> {
  const { cancel, discard } = form.recipe;
  if (cancel === undefined) return outcome;
  form.visible(cancel).slice(0, 1).forEach(press);
  if (discard === undefined) return outcome;
  const button = await until(() => form.visible(discard)[0] ?? null, CONTROL_MS);
  if (button) press(button);
  return outcome;
}
