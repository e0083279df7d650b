// One customer: its fields, contacts and notes, what can be done with it, and its history.
import { ConflictError, type CustomerContact, type CustomerInDB, ProblemError } from '@crm/customers-client';
import { confirmAnyway } from './conflict.ts';
import { button, customerHash, go, h, heading, labelled, redraw } from './dom.ts';
import { historySection, lastChange } from './history.ts';
import { find, updateRow } from './list.ts';
import { attempt, say } from './messages.ts';
import { notesSection, orShowNow, type Shows } from './notes.ts';
import { remember } from './people.ts';
import { customers, mayEdit } from './session.ts';
import { languageName, words } from './words.ts';

export async function customerView(id: string): Promise<HTMLElement> {
  const article = h('article', {});
  const show: Shows = async (customer) => {
    const past = await customers.history(customer, { limit: 20 });
    // Notes have uids; the history knows the names.
    remember(past.history);
    redraw(
      article,
      heading(customer.name),
      lastChange(past),
      mayEdit && actions(customer),
      fields(customer),
      contactsSection(customer, show),
      notesSection(customer, show),
      historySection(customer, past, show),
    );
    updateRow(customer);
  };
  try {
    const customer = await customers.get(id);
    if (customer.id === id) await show(customer);
    else {
      // It was merged into that one, whose address is opened instead.
      location.replace(customerHash(customer.id));
      say(words.ledOn(customer.name));
    }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'customer_not_found') throw error;
    const restore = async () => {
      await show(await customers.restore(id));
      void find();
    };
    article.append(
      heading(words.title),
      h('p', {}, error.message),
      mayEdit ? button(words.restore, () => void attempt(restore)) : '',
    );
  }
  return article;
}

function actions(customer: CustomerInDB): HTMLElement {
  return h(
    'p',
    { className: 'actions' },
    h('a', { href: customerHash(customer.id, '/edit'), className: 'button primary' }, words.edit),
    button(words.delete, () => void attempt(() => remove(customer)), { className: 'danger' }),
  );
}

async function remove(customer: CustomerInDB): Promise<void> {
  try {
    await customers.delete(customer);
  } catch (error) {
    if (!(error instanceof ConflictError) || error.current === null) throw error;
    if (await confirmAnyway(error)) await remove(error.current);
    return;
  }
  go('#/');
  void find();
  say(words.deleted(customer.name), async () => {
    await customers.restore(customer);
    go(customerHash(customer.id));
    void find();
  });
}

function fields({ organization, location, tags, language }: CustomerInDB): HTMLElement {
  const places = [location?.city, location?.region, location?.country].filter(Boolean).join(', ');
  const rows: [string, string | HTMLElement][] = [
    [words.fields.organization, organization ?? words.nothing],
    [words.fields.location, places || words.nothing],
    [words.fields.tags, tags.length > 0 ? h('span', {}, ...tags.flatMap(tag)) : words.nothing],
    [words.fields.language, languageName(language)],
  ];
  return h('dl', {}, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

const tag = (text: string) => [h('span', { className: 'tag' }, text), ' '];

function contactsSection(customer: CustomerInDB, show: Shows): HTMLElement {
  return h(
    'section',
    {},
    h('h3', {}, words.fields.contacts),
    h(
      'ul',
      { className: 'contact-list' },
      ...customer.contacts.map((each) => contactItem(customer, each, show)),
    ),
    mayEdit && contactForm(customer, show),
  );
}

function contactItem(customer: CustomerInDB, contact: CustomerContact, show: Shows): HTMLElement {
  const remove = async () => {
    await show(await orShowNow(customers.removeContact(customer, contact), show));
    say(words.contactRemoved, async () => show(await customers.addContact(customer, contact)));
  };
  const scheme = { email: 'mailto:', phone: 'tel:', whatsapp: 'tel:', other: '' }[contact.type];
  return h(
    'li',
    {},
    h('small', {}, [words.contactTypes[contact.type], contact.label].filter(Boolean).join(', ')),
    scheme ? h('a', { href: scheme + contact.value }, contact.value) : h('span', {}, contact.value),
    mayEdit &&
      button(words.remove, () => void attempt(remove), {
        className: 'quiet',
        aria: `${words.remove}: ${contact.value}`,
      }),
  );
}

function contactForm(customer: CustomerInDB, show: Shows): HTMLElement {
  const type = h(
    'select',
    { id: 'contact-type' },
    ...Object.entries(words.contactTypes).map(([value, text]) => h('option', { value }, text)),
  );
  const label = h('input', { id: 'contact-label' });
  const value = h('input', { id: 'contact-value', required: true });
  const opener = h('summary', { id: 'add-contact' }, words.addContact);
  const add = async () =>
    show(
      await customers.addContact(customer, {
        type: type.value as CustomerContact['type'],
        label: label.value,
        value: value.value,
      }),
    );
  return h(
    'details',
    {},
    opener,
    h(
      'form',
      {
        className: 'row',
        onsubmit: (event) => {
          event.preventDefault();
          opener.focus();
          void attempt(add);
        },
      },
      labelled(words.fields.type, type),
      labelled(words.fields.label, label),
      labelled(words.fields.value, value),
      h('button', { className: 'primary' }, words.add),
    ),
  );
}
