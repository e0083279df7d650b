// Merges customers, and takes that back: turns what was sent into what `records/` takes, and back.
import { UNKNOWN_FIELD, validate } from '../../http/request/validation.ts';
import type { WriteContext } from '../../records/context.ts';
import type { Choices } from '../../records/history/entry.ts';
import { type MergeOptions, mergeInto, previewMerge } from '../../records/merge/merge.ts';
import { previewUnmerge, unmerge, type Unmerged } from '../../records/merge/unmerge.ts';
import { isPlainObject } from '../../firestore/stored-values.ts';
import { type EntityTags, parseEntityTags } from '../../standards/entity-tag.ts';
import { jsonPointer } from '../../standards/json-pointer.ts';
import type { Text } from '../../standards/languages.ts';
import type { Fault } from '../../standards/problem.ts';
import { validationFailed } from '../../standards/problems.ts';
import { NOWHERE, type Sign, signAll } from './edits.ts';
import { customersKind } from './kind.ts';
import type { MergeEnvelope, UnmergeRequest } from './merge-models.ts';
import { type CustomerInDB, CustomerUpdate, ENTERED_FIELDS } from './models.ts';

/** Throws 422 for what the request chooses, and what `mergeInto` throws. With `dry_run` nothing is written. */
export async function mergeCustomers(
  { writing, trashDays, sign }: MergeContext,
  id: string,
  { from, choose, etags, dry_run: isDryRun }: MergeEnvelope,
  ifMatch: EntityTags | null,
) {
  const faults: Fault[] = [
    ...from.flatMap((each, at) =>
      from.indexOf(each) < at ? [fault(['from', at], 'repeated', REPEATED)] : [],
    ),
    ...Object.entries(etags).flatMap(([of, tag]) => {
      if (of !== id && !from.includes(of)) return [fault(['etags', of], 'invalid_value', STRANGER)];
      return parseEntityTags(tag).length === 0 ? [fault(['etags', of], 'invalid_format', NO_TAG)] : [];
    }),
  ];
  const choices = choicesOf(choose, [id, ...from], sign, faults);
  if (faults.length > 0) throw validationFailed(faults);
  const conditions = Object.entries(etags).map(([of, tag]) => [of, parseEntityTags(tag)] as const);
  const options: MergeOptions = {
    ...{ from, choices, trashDays },
    etags: new Map([...(ifMatch === null ? [] : [[id, ifMatch] as const]), ...conditions]),
  };
  if (isDryRun) return { preview: await previewMerge(customersKind, writing, id, options) };
  return { merged: await mergeInto(customersKind, writing, id, options) };
}

/** Throws what `unmerge` throws. With `dry_run` nothing is written. */
export function unmergeCustomers(
  { writing }: MergeContext,
  id: string,
  { merge_version: version, only, dry_run: isDryRun }: UnmergeRequest,
  ifMatch: EntityTags | null,
): Promise<Unmerged<CustomerInDB>> {
  const undo = isDryRun ? previewUnmerge : unmerge;
  return undo(customersKind, writing, id, { ...{ version, ifMatch }, only: only && [...new Set(only)] });
}

interface MergeContext {
  writing: WriteContext;
  trashDays: number;
  sign: Sign;
}

/** What the caller chose, validated as an update is. Adds its faults. */
function choicesOf(
  choose: MergeEnvelope['choose'],
  ids: readonly string[],
  sign: Sign,
  faults: Fault[],
): Choices {
  const choices: Record<string, Choices[string]> = {};
  for (const [field, choice] of Object.entries(choose)) {
    if (!ENTERED_FIELDS.some((each) => each === field))
      faults.push(fault(['choose', field], 'unknown_field', UNKNOWN_FIELD));
    else if (typeof choice === 'string') {
      if (ids.includes(choice)) choices[field] = { id: choice };
      else faults.push(fault(['choose', field], 'invalid_value', STRANGER));
    } else if (isPlainObject(choice) && Object.keys(choice).join() === 'value') {
      const parsed = validate(CustomerUpdate, { [field]: choice['value'] }, 'body', ([, ...rest]) => [
        ...['choose', field, 'value'],
        ...rest,
      ]);
      const { notes, location } = parsed;
      const whole = {
        ...parsed,
        ...(notes && { notes: signAll(notes, sign) }),
        ...(location && { location: { ...NOWHERE, ...location } }),
      } as Record<string, unknown>;
      choices[field] = { value: whole[field] ?? null };
    } else faults.push(fault(['choose', field], 'invalid_type', NO_CHOICE));
  }
  return choices;
}

const fault = (path: readonly (string | number)[], code: string, message: Text): Fault => ({
  pointer: jsonPointer(path),
  code,
  message,
});

const REPEATED: Text = {
  en: 'This customer is named twice: leave it out.',
  el: 'Ο ίδιος πελάτης αναφέρεται δύο φορές. Αφαιρέστε τον.',
};

const STRANGER: Text = {
  en: 'This customer takes no part in the merge: choose one that does.',
  el: 'Αυτός ο πελάτης δεν συμμετέχει στη συγχώνευση. Επιλέξτε κάποιον που συμμετέχει.',
};

const NO_TAG: Text = {
  en: 'This holds no entity tag: send an ETag in its quotes, or *.',
  el: 'Δεν προκύπτει ποια έκδοση έχετε. Ανοίξτε ξανά τον πελάτη και δοκιμάστε πάλι.',
};

const NO_CHOICE: Text = {
  en: 'This must be the id of a customer, or an object with a value.',
  el: 'Πρέπει να είναι ο κωδικός ενός πελάτη ή μια νέα τιμή.',
};
