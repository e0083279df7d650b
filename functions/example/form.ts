// The form of a new customer and of one that is edited.
import { ConflictError, type CustomerContact, type CustomerInDB, ProblemError } from '@crm/customers-client';
import { resolveEdit } from './conflict.ts';
import { button, customerHash, go, h, heading, type Inside, labelled } from './dom.ts';
import { find } from './list.ts';
import { clear, fail, say } from './messages.ts';
import { unlessKnown } from './perhaps.ts';
import { customers } from './session.ts';
import { languageName, tagsOf, words } from './words.ts';

/** What a form has: the version that it shows, what is in its fields, and the key of its creation. */
interface Draft {
  shown: CustomerInDB | null;
  values: Values;
  key: string;
}

type Values = Pick<CustomerInDB, 'name' | 'organization' | 'contacts' | 'language' | 'tags'> & {
  location: { city: string | null; region: string | null; country: string | null };
};

/** What is not saved yet, by the page's address: it outlives a look at another customer and a switch of the language. */
const drafts = new Map<string, Draft>();

/** The form for a new customer, or for one that is there. */
export async function formView(id?: string): Promise<HTMLElement> {
  const hash = location.hash;
  const draft = drafts.get(hash) ?? newDraft(id === undefined ? null : await customers.get(id));
  return drawForm(draft, {
    keep: () => drafts.set(hash, draft),
    forget: () => drafts.delete(hash),
  });
}

function newDraft(shown: CustomerInDB | null): Draft {
  const { name = '', organization = null, contacts = [], language = 'el', tags = [] } = shown ?? {};
  const { city = null, region = null, country = null } = shown?.location ?? {};
  const values = { name, organization, contacts, language, tags, location: { city, region, country } };
  return { shown, values, key: crypto.randomUUID() };
}

function drawForm(draft: Draft, { keep, forget }: { keep: () => void; forget: () => void }): HTMLElement {
  const { values, shown } = draft;
  const contacts = h('div', { className: 'contacts' }, ...values.contacts.map(contactFields));
  const form = h(
    'form',
    {
      noValidate: true,
      oninput: () => {
        draft.values = read(form);
        keep();
      },
      onsubmit: (event) => {
        event.preventDefault();
        void submit(draft, form, forget);
      },
    },
    field('/name', h('input', { value: values.name, required: true })),
    field('/organization', h('input', { value: values.organization ?? '' })),
    h(
      'fieldset',
      {},
      h('legend', {}, words.fields.contacts),
      contacts,
      button(words.addContact, () => {
        const added = contactFields();
        contacts.append(added);
        added.querySelector('select')?.focus();
      }),
    ),
    h(
      'fieldset',
      { className: 'row' },
      h('legend', {}, words.fields.location),
      ...(['city', 'region', 'country'] as const).map((part) =>
        field(`/location/${part}`, h('input', { value: values.location[part] ?? '' })),
      ),
    ),
    field('/tags', h('input', { value: values.tags.join(', ') }), words.tagsHint),
    field('/language', languages(values.language)),
    h(
      'p',
      { className: 'actions' },
      h('button', { className: 'primary' }, words.save),
      button(words.cancel, () => {
        forget();
        go(shown ? customerHash(shown.id) : '#/');
      }),
    ),
  );
  return h('article', {}, heading(shown ? `${words.edit}: ${shown.name}` : words.newCustomer), form);
}

/** A field with its name, and room for what is wrong with it. `data-pointer` is its place in the body. */
function field(pointer: string, input: HTMLInputElement | HTMLSelectElement, hint = ''): HTMLElement {
  const name = pointer.split('/').at(-1) as keyof typeof words.fields;
  input.dataset['pointer'] = pointer;
  const notes: Inside[] = hint ? [h('small', {}, hint)] : [];
  return h('div', { className: 'field' }, labelled(words.fields[name], input), ...notes);
}

function contactFields(contact?: CustomerContact): HTMLElement {
  const { type = 'phone', label = '', value = '', primary = false } = contact ?? {};
  const types = Object.entries(words.contactTypes).map(([each, text]) =>
    h('option', { value: each, selected: each === type }, text),
  );
  const line = h(
    'div',
    { className: 'row contact', role: 'group', ariaLabel: words.fields.contacts },
    field('/contacts/type', h('select', {}, ...types)),
    field('/contacts/label', h('input', { value: label })),
    field('/contacts/value', h('input', { value })),
    field('/contacts/primary', h('input', { type: 'checkbox', checked: primary })),
    button(words.remove, () => {
      const form = line.closest('form');
      line.remove();
      form?.dispatchEvent(new Event('input'));
      form?.querySelector<HTMLElement>('fieldset > button')?.focus();
    }),
  );
  return line;
}

function languages(current: string): HTMLSelectElement {
  const codes = [...new Set(['el', 'en', 'de', 'fr', 'it', 'ro', 'bg', 'sq', current])];
  return h(
    'select',
    {},
    ...codes.map((code) => h('option', { value: code, selected: code === current }, languageName(code))),
  );
}

/** What is in the fields. An empty one is null: nothing. */
function read(form: HTMLFormElement): Values {
  const at = (pointer: string, inside: Element = form) =>
    inside.querySelector<HTMLInputElement>(`[data-pointer="${pointer}"]`);
  const text = (pointer: string, inside?: Element) => at(pointer, inside)?.value ?? '';
  const orNull = (pointer: string) => text(pointer).trim() || null;
  return {
    name: text('/name'),
    organization: orNull('/organization'),
    contacts: [...form.querySelectorAll('.contact')].map((line) => ({
      type: text('/contacts/type', line) as CustomerContact['type'],
      label: text('/contacts/label', line),
      value: text('/contacts/value', line),
      primary: at('/contacts/primary', line)?.checked ?? false,
    })),
    location: {
      city: orNull('/location/city'),
      region: orNull('/location/region'),
      country: orNull('/location/country'),
    },
    tags: tagsOf(text('/tags')),
    language: text('/language'),
  };
}

/** Sends the form. The key makes a second click the same creation, and a field that is sent as it was shown is no part of an edit. */
async function submit(draft: Draft, form: HTMLFormElement, forget: () => void): Promise<void> {
  clear();
  draft.values = read(form);
  const { values, shown, key } = draft;
  try {
    const saved = shown ? await update(shown, values) : await create(values, key);
    if (saved === null) return;
    forget();
    go(customerHash(saved.id));
    say(words.saved);
    if (!shown) void find();
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'validation_failed') showFaults(form, error);
    else fail(error);
  }
}

/** Null where the user goes back to the form. */
async function create({ location, ...values }: Values, key: string): Promise<CustomerInDB | null> {
  const isSomewhere = Object.values(location).some(Boolean);
  const data = { ...values, location: isSomewhere ? location : null };
  return unlessKnown(data, (options) => customers.create(data, { ...options, key }));
}

/** Until nobody else has changed the same; null where the user goes back to the form. */
async function update(shown: CustomerInDB, values: Values): Promise<CustomerInDB | null> {
  let edit: { of: CustomerInDB; changes: Parameters<typeof customers.update>[1] } = {
    of: shown,
    changes: values,
  };
  for (;;) {
    try {
      const { of, changes } = edit;
      return await unlessKnown({ ...of, ...changes }, (options) => customers.update(of, changes, options));
    } catch (error) {
      if (!(error instanceof ConflictError) || error.current === null) throw error;
      const changes = await resolveEdit(error);
      if (changes === null) return null;
      edit = { of: error.current, changes };
    }
  }
}

/** Shows each fault at its field; the first field gets the focus. */
function showFaults(form: HTMLFormElement, { errors, message }: ProblemError): void {
  for (const old of form.querySelectorAll('.fault')) old.remove();
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  const fields = errors.flatMap((fault, at) => {
    const input = fieldAt(form, fault.pointer ?? '');
    if (!input) return [];
    const id = `fault-${at}`;
    input.ariaInvalid = 'true';
    input.setAttribute('aria-describedby', id);
    input.closest('.field')?.append(h('small', { id, className: 'fault' }, fault.message));
    return [input];
  });
  fail(new Error(fields.length > 0 ? words.faults(fields.length) : message));
  fields[0]?.focus();
}

/** The field of a pointer: of `/contacts/1/value` that in the second line, of `/tags/0` the field of all tags. */
function fieldAt(form: HTMLFormElement, pointer: string): HTMLElement | null {
  const [, contact, part] = /^\/contacts\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? [];
  const inside = contact === undefined ? form : form.querySelectorAll('.contact')[Number(contact)];
  const place = contact === undefined ? pointer.replace(/\/\d+$/, '') : `/contacts/${part ?? 'value'}`;
  return inside?.querySelector(`[data-pointer="${place}"]`) ?? null;
}
