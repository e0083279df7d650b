// A customer while it is gathered from the cells of a row: every value knows the column that it came from.
import type { z } from 'zod';
import {
  type CustomerContact,
  type CustomerCreate,
  type CustomerNoteInput,
  MAX_ELEMENTS,
} from '../models.ts';

/** The body of a creation, as it is sent, where nothing is needed. */
export type ImportedFields = Partial<z.input<typeof CustomerCreate>>;

type SingleField = 'organization' | 'language' | 'nextcloud_folder';
type Place = Partial<Record<'city' | 'region' | 'country', string>>;

/** What is empty is not kept. A list ends one behind the most elements that a customer may have: then the schema refuses it. */
export class Draft {
  readonly fields: ImportedFields;
  /** The id of a file of ours. */
  id: string | undefined;
  /** The columns by JSON Pointer. */
  readonly #columns = new Map<string, string>();
  /** The address that the place is of. */
  #address: string | undefined;
  /** Joins the texts of notes: a row has one note, beside those that a card has. */
  #noteAt: number | null = null;

  /** @param base what the row says as a whole, by the column that says it */
  constructor(base: { fields: ImportedFields; column: string } | null = null) {
    this.fields = { ...base?.fields };
    if (base !== null) this.#columns.set('', base.column);
  }

  /** The column that a place in the fields came from, by the nearest place above it that is known. */
  columnOf(pointer: string): string | null {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const column = this.#columns.get(at);
      if (column !== undefined) return column;
      if (at === '') return null;
    }
  }

  /** Says which column a place belongs to, also where it is empty: the first one stays. */
  know(pointer: string, column: string): void {
    if (!this.#columns.has(pointer)) this.#columns.set(pointer, column);
  }

  /** Adds a part of the name behind what is there. */
  addName(text: string, column: string, join = ' '): void {
    this.know('/name', column);
    const part = text.trim();
    if (part !== '') this.fields.name = this.fields.name ? this.fields.name + join + part : part;
  }

  /** The first text stays, unless the others are to be joined with it. Gives back the text that had no place. */
  set(field: SingleField, text: string, column: string, join?: string): string {
    this.know(`/${field}`, column);
    const [value, before] = [text.trim(), this.fields[field] ?? ''];
    if (value === '' || value === before) return '';
    if (before === '') this.fields[field] = value;
    else if (join === undefined) return value;
    else this.fields[field] = before + join + value;
    return '';
  }

  /** Of a file of ours: as it stands there, also where it is empty. */
  setExactly<Field extends 'organization' | 'nextcloud_folder' | 'location'>(
    field: Field,
    value: ImportedFields[Field],
    column: string,
  ): void {
    this.know(`/${field}`, column);
    this.fields[field] = value;
  }

  /**
   * The first text of each part stays, unless the others are to be joined with it. Of several addresses the first that says something is the
   * place. Gives back what had no place.
   *
   * @param address which of several addresses it belongs to
   */
  setPlace(
    place: Place,
    column: string,
    { address = '', join }: { address?: string; join?: string | undefined } = {},
  ): string[] {
    const left: string[] = [];
    for (const part of ['city', 'region', 'country'] as const) {
      this.know(`/location/${part}`, column);
      const [value, before] = [place[part]?.trim() ?? '', this.fields.location?.[part] ?? ''];
      if (value === '' || value === before) continue;
      this.#address ??= address;
      const isOther = join === undefined && (before !== '' || address !== this.#address);
      if (isOther) left.push(value);
      else {
        const text = before === '' ? value : before + (join ?? '') + value;
        this.fields.location = { ...this.fields.location, [part]: text };
      }
    }
    return left;
  }

  /** One that is there already is not added again, unless the file is ours and has it twice. */
  addContact(contact: CustomerContact, column: string, { isExact = false } = {}): void {
    const contacts = this.#list('contacts');
    const there = contacts.find((each) => each?.type === contact.type && each.value === contact.value);
    if (there && !isExact) {
      if (there.label === '') there.label = contact.label;
      if (contact.primary) there.primary = true;
      return;
    }
    this.#push('contacts', contacts, contact, column);
  }

  addTag(tag: string, column: string): void {
    this.#addTo('tags', tag, column);
  }

  addUser(uid: string, column: string): void {
    this.#addTo('linked_user_ids', uid, column);
  }

  addNote(note: CustomerNoteInput, column: string): void {
    this.#push('notes', this.#list('notes'), note, column);
  }

  /** Adds a text to the one note that the cells of a row make. */
  addToNote(text: string, column: string, join = '\n'): void {
    const notes = this.#list('notes');
    const before = this.#noteAt === null ? undefined : notes[this.#noteAt];
    if (this.#noteAt === null || !before) {
      this.#noteAt = notes.length;
      this.addNote({ text }, column);
    } else notes[this.#noteAt] = { ...before, text: before.text + join + text };
  }

  /** Whatever a file of ours says that somebody has: the schema refuses what it is not. */
  addParsedItem(item: unknown, column: string): void {
    this.#push('owned_items', this.#list('owned_items'), item as Elements<'owned_items'>, column);
  }

  addItem(description: string, column: string): void {
    this.#push('owned_items', this.#list('owned_items'), { type: 'freetext', description }, column);
  }

  #addTo(field: 'tags' | 'linked_user_ids', text: string, column: string): void {
    const values = this.#list(field);
    const value = text.trim();
    if (value !== '' && !values.includes(value)) this.#push(field, values, value, column);
  }

  #push<Field extends ListField>(
    field: Field,
    list: Elements<Field>[],
    element: Elements<Field>,
    column: string,
  ): void {
    if (list.length > MAX_ELEMENTS[field]) return;
    this.know(`/${field}/${list.length}`, column);
    list.push(element);
  }

  /** A list to add to. Where a file of JSON has no list there, nothing is added, and the schema refuses what it has. */
  #list<Field extends ListField>(field: Field): Elements<Field>[] {
    const list: unknown = (this.fields[field] ??= []);
    return Array.isArray(list) ? (list as Elements<Field>[]) : [];
  }
}

type ListField = 'contacts' | 'notes' | 'tags' | 'owned_items' | 'linked_user_ids';

/** A file of JSON may have anything in a list. */
type Elements<Field extends ListField> = NonNullable<ImportedFields[Field]>[number] | null;
