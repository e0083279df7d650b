import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { CUSTOMERS_BELOW_API as path } from '../support/paths.ts';
import { as, usePlatforms } from '../support/platforms.ts';
import { sendRaw, type RawAnswer } from '../support/raw-request.ts';
import { MARK, refuse } from '../support/refusal.ts';

/** What a body may do. Every refusal leaves the database as it is. */

const item = (fields: string) => `{"name":"x","owned_items":[{"type":"product",${fields}}]}`;
const note = (fields: object) => ({ name: 'x', notes: [{ text: MARK, ...fields }] });
const contact = (fields: object) => ({
  name: 'x',
  contacts: [{ type: 'other', label: '', value: 'x', ...fields }],
});

describe.each(usePlatforms())('on %s', (_name, platform) => {
  let existing: string;

  beforeAll(async () => {
    const { body } = await send('POST', path, { name: 'Ι.Ν. Αγίας Τριάδος', tags: ['vip'] });
    existing = `${path}/${body.id}`;
  });

  const request = (method: string, to: string, body: string | object) =>
    as(platform, 'editor', {
      method,
      path: to,
      headers: { 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  const send = (method: string, to: string, body: string | object): Promise<RawAnswer> =>
    sendRaw(platform.base, request(method, to, body));

  /** Refused with 422 as a creation and as an update, at the same places. */
  async function refuseBody(body: string | object, faults?: string[], processor = Infinity): Promise<void> {
    const invalid = {
      status: 422,
      code: 'validation_failed',
      processor,
      ...(faults && { faults }),
    };
    await refuse(platform, request('POST', path, body), invalid);
    await refuse(platform, request('PUT', existing, body), invalid);
  }

  describe('a key that could reach a prototype', () => {
    it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
      '%s is unknown',
      async (key) => {
        const evil = `"${key}":{"polluted":"${MARK}"}`;
        await refuseBody(`{"name":"x",${evil}}`, [`/${key}`]);
        await refuseBody(`{"name":"x","location":{${evil}}}`, [`/location/${key}`]);
        await refuseBody(`{"name":"x","contacts":[{"type":"other","label":"","value":"x",${evil}}]}`, [
          `/contacts/0/${key}`,
        ]);
        await refuseBody(`{"name":"x","notes":[{"text":"x",${evil}}]}`, [`/notes/0/${key}`]);
        await refuseBody(item(evil), [`/owned_items/0/${key}`]);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      },
    );

    it('inside an ignored field pollutes nothing either', async () => {
      const answer = await send(
        'PUT',
        existing,
        '{"id":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
      );
      expect(answer.status).toBe(200);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  });

  describe('an unknown key', () => {
    it.each(['_meta', 'version', 'nmae', '', 'a/b~c', 'Name', 'name '])(
      '%j is refused at its place',
      async (key) => {
        const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        await refuseBody({ name: 'x', [key]: MARK }, [pointer]);
        await refuseBody({ name: 'x', location: { city: 'x', [key]: MARK } }, [`/location${pointer}`]);
      },
    );

    it('that is very long or many makes no long answer', async () => {
      await refuseBody({ name: 'x', ['k'.repeat(1_000_000)]: 1 });
      const many = (letter: string) =>
        Object.fromEntries(Array.from({ length: 30 }, (_, index) => [letter.repeat(260 + index), 1]));
      for (const letter of ['k', 'κ', '🙏', '\u0001', '"', '~', '\uD800'])
        await refuseBody({ name: 'x', ...many(letter), location: many(letter) });
    });
  });

  describe('text that could mislead', () => {
    const characters: [string, string][] = [
      ['a lone high surrogate', '\uD83D'],
      ['a lone low surrogate', '\uDE4F'],
      ['swapped surrogates', '\uDE4F\uD83D'],
      ['NUL', '\0'],
      ['bell', '\u0007'],
      ['backspace', '\b'],
      ['vertical tab', '\v'],
      ['escape', '\u001B'],
      ['delete', '\u007F'],
      ['a C1 control', '\u0085'],
    ];

    it.each(characters)('%s is refused in every text', async (_what, character) => {
      const bad = `${MARK}${character}x`;
      await refuseBody(
        {
          name: bad,
          organization: bad,
          language: bad,
          nextcloud_folder: bad,
          tags: [bad],
          linked_user_ids: [bad],
        },
        ['/language', '/linked_user_ids/0', '/name', '/nextcloud_folder', '/organization', '/tags/0'],
      );
      await refuseBody({ name: 'x', location: { city: bad, country: bad, region: bad } }, [
        '/location/city',
        '/location/country',
        '/location/region',
      ]);
      await refuseBody(contact({ label: bad, value: bad }), ['/contacts/0/label', '/contacts/0/value']);
      await refuseBody(note({ text: bad, by: bad }), ['/notes/0/by', '/notes/0/text']);
      await refuseBody(
        {
          name: 'x',
          owned_items: [{ type: 'freetext', device_id: bad, serial_numbers: ['x', bad], notes: bad }],
        },
        ['/owned_items/0/device_id', '/owned_items/0/notes', '/owned_items/0/serial_numbers/1'],
      );
    });

    it('directional marks vanish from every text, and lines end with LF', async () => {
      const marked = '\u202A+30 697 255 5333\u202C';
      const { body } = await send('PUT', existing, {
        organization: ` \u200FΔήμος\u2069\u2066 `,
        contacts: [{ type: 'phone', label: ' \u202Eσπίτι', value: marked }],
        notes: [{ text: 'πρώτη\r\nδεύτερη\rτρίτη\u202D ' }],
        tags: ['\u200Evip '],
        owned_items: [{ type: 'freetext', serial_number: ' SN\u202B1', notes: 'α\r\nβ' }],
      });
      expect(body).toMatchObject({
        organization: 'Δήμος',
        contacts: [{ label: 'σπίτι', value: '+30 697 255 5333' }],
        notes: [{ text: 'πρώτη\nδεύτερη\nτρίτη ' }],
        tags: ['vip'],
        owned_items: [{ serial_number: 'SN1', notes: 'α\nβ' }],
      });
      await refuseBody({ name: '\u202A\u202C' }, ['/name']);
      await refuseBody({ name: 'x\ry' }, ['/name']);
    });

    it('tab and newline are text', async () => {
      const text = 'πρώτη\tστήλη\nδεύτερη γραμμή';
      const { body } = await send('PUT', existing, { notes: [{ text }] });
      expect(body.notes[0].text).toBe(text);
    });
  });

  describe('names', () => {
    it.each([
      '',
      '   ',
      '\u200B\u200C\u200D\uFEFF',
      '\u00A0\u2003\u3000',
      '\u00AD\u2060',
      '\u034F',
      '\u3164',
      '\u0301',
    ])('a name of which nobody sees anything is refused (%#)', async (name) =>
      refuseBody({ name }, ['/name']),
    );

    it('300 emoji are a name and 301 are not', async () => {
      const { status, body } = await send('POST', path, { name: '🙏'.repeat(300) });
      expect([status, body.name]).toEqual([201, '🙏'.repeat(300)]);
      await refuseBody({ name: '🙏'.repeat(301) }, ['/name']);
    });

    it('is stored composed, however it was typed, and either form finds it', async () => {
      const composed = `Ναΐς Άννα ${randomInt(1e9)}`;
      const ids = [];
      for (const form of ['NFC', 'NFD'] as const) {
        const { status, body } = await send('POST', path, { name: composed.normalize(form) });
        expect([status, body.name]).toEqual([201, composed.normalize('NFC')]);
        ids.push(body.id);
      }
      for (const form of ['NFC', 'NFD'] as const) {
        const answer = await send(
          'GET',
          `${path}?search=${encodeURIComponent(composed.normalize(form))}`,
          '',
        );
        const found = answer.body.customers.map(({ id }: { id: string }) => id);
        expect(found.sort()).toEqual([...ids].sort());
      }
    });
  });

  describe('numbers and times', () => {
    it.each([
      '1e400',
      '-1e400',
      '-0',
      '-0.0',
      '9007199254740993',
      '1000000001',
      '-1',
      '"5"',
      '1.5',
      'true',
      '[1]',
      '{}',
    ])('%s is no quantity', async (quantity) =>
      refuseBody(item(`"quantity":${quantity}`), ['/owned_items/0/quantity']),
    );

    it.each([
      '2026-02-30T00:00:00Z',
      '2025-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T24:00:01Z',
      '2026-01-01T00:60:00Z',
      '2026-01-01T00:00:00+25:00',
      '10000-01-01T00:00:00Z',
      '+010000-01-01T00:00:00Z',
      '-000001-01-01T00:00:00Z',
      'yesterday',
      '2026-01-01',
      '20260101T000000Z',
      '',
      ' 2026-01-01T00:00:00Z',
    ])('%j is no time', async (at) => refuseBody(note({ at }), ['/notes/0/at']));

    it.each([0, null, true, [], {}])('%j is no time', async (at) =>
      refuseBody(note({ at }), ['/notes/0/at']),
    );
  });

  describe('a lot', () => {
    it('10,000 bad tags are refused for next to no work, with 20 faults told', async () => {
      await refuseBody({ name: 'x', tags: Array(10_000).fill('') }, undefined, 250);
    });

    it.each([
      ['tags', '""'],
      ['tags', '0'],
      ['notes', '0'],
      ['notes', '{}'],
      ['contacts', '{}'],
      ['owned_items', '{"a":1}'],
      ['linked_user_ids', '""'],
    ])(
      'a megabyte of bad %s (%s) is refused for less than half a second of the processor',
      async (field, element) => {
        const count = Math.floor(1_040_000 / (element.length + 1));
        await refuseBody(
          `{"name":"x","${field}":[${Array(count).fill(element).join(',')}]}`,
          undefined,
          1000,
        );
      },
    );

    it('900 KiB of notes are stored', async () => {
      const notes = Array.from({ length: 92 }, (_, index) => ({ text: `${index}`.padEnd(9990, 'x') }));
      const answer = await send('POST', path, { name: 'x', notes });
      expect(answer.status).toBe(201);
      expect(answer.body.notes).toHaveLength(92);
      // Nothing of it is left for the dumps of the other tests.
      const erasure = { method: 'DELETE', path: `${path}/${answer.body.id}?erase=true` };
      expect((await sendRaw(platform.base, as(platform, 'admin', erasure))).status).toBe(204);
    });

    it('a document over 1 MiB is refused, even in a body that is shorter', async () => {
      // A note costs some 90 bytes more in Firestore than here: the server signs it, and fields have names.
      const notes = Array(1000).fill({ text: 'x'.repeat(1000) });
      const tooLarge = { status: 413, code: 'too_large' };
      await refuse(platform, request('POST', path, { name: 'x', notes }), tooLarge);
      await refuse(platform, request('PUT', existing, { notes }), tooLarge);
    });

    it('more index entries than Firestore takes are refused', async () => {
      const serial_numbers = Array.from({ length: 1000 }, (_, index) => `s${index}`);
      const owned_items = Array(41).fill({ type: 'product', serial_numbers });
      await refuseBody({ name: 'x', owned_items }, ['/owned_items']);
      const contacts = Array(100).fill({ type: 'other', label: '', value: 'x'.repeat(101) });
      await refuseBody({ name: 'x', contacts }, ['/contacts']);
    });
  });

  describe('a viewer who writes', () => {
    it.each([
      ['POST', '', '{"name":'],
      ['POST', '', '{}'],
      ['POST', '', ''],
      ['PUT', '/x', '{"nmae":1}'],
      ['PATCH', '/x', '[1]'],
      ['PUT', '/__x__', '{}'],
      ['DELETE', '/x', ''],
    ])('%s %s is 403 before the body %s is looked at', async (method, id, body) => {
      const headers = { 'Content-Type': 'text/plain' };
      await refuse(platform, as(platform, 'viewer', { method, path: `${path}${id}`, headers, body }), {
        status: 403,
        code: 'forbidden',
      });
    });
  });
});
