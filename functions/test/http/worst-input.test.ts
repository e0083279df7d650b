import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeFirestore, openFirestore } from '../support/firestore.ts';
import { CUSTOMERS_BELOW_API as CUSTOMERS } from '../support/paths.ts';
import { as, useBundle } from '../support/platforms.ts';
import { slowness } from '../support/processor-time.ts';
import { type RawRequest, sendRaw } from '../support/raw-request.ts';

/**
 * The worst of every header, parameter, field and stored value, on the bundle under the functions framework. What it takes of the processor is
 * counted in the function's own process: quadratic code takes seconds for what is sent here.
 */

const bundle = useBundle();
const json = { 'Content-Type': 'application/json' };

/** Repeated until it is long enough. What regular expressions and splitting code may go over again and again. */
const NOISE = [
  ...[
    ' ',
    '\t',
    '"',
    ',',
    ';',
    '=',
    '-',
    '.',
    '/',
    '\\',
    '*',
    '%',
    '1',
    'a',
    '"a",',
    ' ,',
    '; ',
    'W/"',
    'W/"a",',
  ],
  ...[
    '-gzip',
    '"-gzip',
    'a=',
    '; charset=utf-8',
    'Bearer ',
    'a.',
    '%2e',
    './',
    '1,',
    '1.',
    '00-',
    'http://',
    '[::1]',
  ],
];

/** The same for text in bodies and documents, where anything may stand. */
const TEXT_NOISE = [
  ...[
    ' ',
    '"',
    '\\',
    ',',
    '.',
    '/',
    '1',
    '1,',
    '1.',
    '+30',
    '0030697/',
    '1(0)',
    'a@',
    'Ι. ',
    'α',
    'αι',
    'ΙΚΧ 1234 ',
  ],
  ...['\u0301', 'ά\u0308', '\u200B', '\u202A', '🙂', './', '2026-01-01T', '\n', 'ndjghngh', '=', '-gzip'],
];

const HEADERS = [
  ...['Authorization', 'Content-Type', 'Content-Encoding', 'If-Match', 'If-None-Match', 'Idempotency-Key'],
  ...[
    'Origin',
    'Accept',
    'Accept-Language',
    'Accept-Encoding',
    'X-Request-Id',
    'traceparent',
    'Cookie',
    'Prefer',
  ],
  ...[
    'X-Cloud-Trace-Context',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Firebase-AppCheck',
  ],
  ...['Access-Control-Request-Method', 'Access-Control-Request-Headers', 'Forwarded', 'Expect', 'User-Agent'],
];

const repeated = (unit: string, length: number) =>
  unit
    .repeat(Math.ceil(length / unit.length))
    .slice(0, length)
    .toWellFormed();

/** The milliseconds of processor time of a request, the least of so many runs: the others may have compiled or tidied up. */
async function costOf(request: RawRequest, runs = 3): Promise<number> {
  const costs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = await bundle.process.processorTime();
    const { status } = await sendRaw(bundle.base, request);
    expect(status, JSON.stringify(request).slice(0, 300)).toBeLessThan(500);
    costs.push(((await bundle.process.processorTime()) - before) / slowness());
    if ((costs.at(-1) ?? 0) <= 20) break;
  }
  return Math.min(...costs);
}

/** The requests whose cost is above the bound, each by its name: of sound code none. */
async function dearest(requests: [string, RawRequest][], bound: number): Promise<string[]> {
  const dear: string[] = [];
  for (const [name, request] of requests) {
    const cost = await costOf(request);
    if (cost > bound) dear.push(`${name}: ${cost} ms`);
  }
  return dear;
}

beforeAll(async () => {
  // The first requests of a process compile what they need.
  for (let sent = 0; sent < 30; sent += 1) {
    await sendRaw(bundle.base, as(bundle, 'viewer', { path: CUSTOMERS }));
    const create = { method: 'POST', path: CUSTOMERS, headers: json, body: '{"name":"x"}' };
    await sendRaw(bundle.base, as(bundle, 'editor', create));
  }
}, 60_000);

describe('takes little of the processor', { timeout: 240_000 }, () => {
  it('for 16 kB of anything in any header that is read', async () => {
    const requests = HEADERS.flatMap((header) =>
      NOISE.flatMap((unit): [string, RawRequest][] => {
        // Node does not send the white space around a value.
        const value = `x${repeated(unit, 16_000)}x`;
        const headers = { ...json, [header]: value };
        const method = header.startsWith('Access-Control') ? 'OPTIONS' : 'PUT';
        const request = { method, path: `${CUSTOMERS}/nobody`, headers, body: '{"name":"x"}' };
        return [[`${header}: ${unit}`, as(bundle, 'editor', request)]];
      }),
    );
    expect(await dearest(requests, 50)).toEqual([]);
  });

  it('for 100 kB in a header', async () => {
    const requests = [
      'Authorization',
      'Accept-Language',
      'Content-Type',
      'If-Match',
      'If-None-Match',
      'Idempotency-Key',
      'Expect',
    ].flatMap((header) =>
      NOISE.map((unit): [string, RawRequest] => {
        const headers = {
          ...json,
          [header]: `${header === 'Content-Type' ? 'application/json' : ''}${repeated(unit, 100_000)}x`,
        };
        const request = {
          method: header === 'If-None-Match' ? 'GET' : 'PUT',
          path: `${CUSTOMERS}/nobody`,
          headers,
        };
        return [`${header}: ${unit}`, as(bundle, 'editor', request)];
      }),
    );
    expect(await dearest(requests, 100)).toEqual([]);
  });

  it('for 8 kB of anything in a path and in any parameter of a query', async () => {
    const parameters = [
      'search',
      'tag',
      'limit',
      'cursor',
      'sort',
      'phone',
      'email',
      'city',
      'updated_since',
      'erase',
      'x',
    ];
    const units = TEXT_NOISE.map((unit) => encodeURIComponent(unit));
    const requests = units.flatMap((unit): [string, RawRequest][] => {
      const value = unit.repeat(Math.floor(8000 / unit.length));
      return [
        ...parameters.map((parameter) => `?${parameter}=${value}`),
        ...[
          `?${repeated('tag=a&', 8000)}`,
          `/${value}`,
          `/x/tags/${value}`,
          `/x/history/${value}`,
          `/${value}/history`,
        ],
      ].map((path) => [path.slice(0, 40), as(bundle, 'viewer', { path: `${CUSTOMERS}${path}` })]);
    });
    expect(await dearest(requests, 150)).toEqual([]);
  });

  it('for a megabyte of anything in any field of a body', async () => {
    const contact = (value: string) => [{ type: 'phone', label: value, value }];
    const bodies: [string, (value: string) => unknown][] = [
      ...['name', 'organization', 'language', 'nextcloud_folder', 'id', 'created_at', 'x'].map(
        (field): [string, (value: string) => unknown] => [field, (value) => ({ name: 'x', [field]: value })],
      ),
      ['contacts', (value) => ({ name: 'x', contacts: contact(value.slice(0, 450_000)) })],
      [
        'notes',
        (value) => ({
          name: 'x',
          notes: [
            { text: value.slice(0, 300_000), by: value.slice(0, 300_000), at: value.slice(0, 300_000) },
          ],
        }),
      ],
      ['at', (value) => ({ name: 'x', notes: [{ text: 'x', at: `2026-01-01T10:00:00.${value}` }] })],
      ['tags', (value) => ({ name: 'x', tags: [value] })],
      ['location', (value) => ({ name: 'x', location: { city: value } })],
      [
        'owned_items',
        (value) => ({ name: 'x', owned_items: [{ type: 'freetext', serial_numbers: [value] }] }),
      ],
      ['a key', (value) => ({ name: 'x', [value]: 1 })],
    ];
    const requests = TEXT_NOISE.flatMap((unit) => {
      // In bytes of JSON: some of these are escaped.
      const value = repeated(
        unit,
        Math.floor(
          (900_000 / (JSON.stringify(unit).length - 2 || 1) / Buffer.byteLength(unit)) *
            unit.length *
            unit.length,
        ),
      );
      return bodies.map(([name, make]): [string, RawRequest] => {
        const body = JSON.stringify(make(value));
        return [
          `${name}: ${unit}`,
          as(bundle, 'editor', { method: 'POST', path: CUSTOMERS, headers: json, body }),
        ];
      });
    });
    expect(await dearest(requests, 250)).toEqual([]);
  });

  it('for a megabyte of deep, wide and many', async () => {
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 1]));
    const bodies: [string, string][] = [
      ['deep arrays', '['.repeat(500_000) + ']'.repeat(500_000)],
      ['deep objects', `{"name":${'{"a":'.repeat(170_000)}1${'}'.repeat(170_000)}}`],
      ['unclosed', '['.repeat(1_000_000)],
      ['many keys', JSON.stringify(keys(80_000))],
      ['many keys in a location', JSON.stringify({ name: 'x', location: keys(80_000) })],
      ['one key again and again', `{${'"name":"x",'.repeat(90_000)}"name":"x"}`],
      ...['tags', 'contacts', 'notes', 'owned_items', 'linked_user_ids'].flatMap(
        (field): [string, string][] => [
          [`numbers in ${field}`, JSON.stringify({ name: 'x', [field]: Array(500_000).fill(1) })],
          [`objects in ${field}`, JSON.stringify({ name: 'x', [field]: Array(300_000).fill({}) })],
          [`bad elements in ${field}`, JSON.stringify({ name: 'x', [field]: Array(100).fill(keys(800)) })],
        ],
      ),
      ['a thousand notes of many keys', JSON.stringify({ name: 'x', notes: Array(1000).fill(keys(80)) })],
      ['digits', `{"name":${'1'.repeat(1_000_000)}}`],
    ];
    const requests = bodies.map(([name, body]): [string, RawRequest] => [
      name,
      as(bundle, 'editor', {
        method: 'POST',
        path: CUSTOMERS,
        headers: json,
        body: body.slice(0, 1_048_576),
      }),
    ]);
    expect(await dearest(requests, 400)).toEqual([]);
  });

  it('for what another program has stored at every place', async () => {
    const firestore = openFirestore(bundle.projectId);
    afterAll(() => closeFirestore(firestore));
    /** Every place holds so much of it. */
    const customer = (noise: string) => ({
      ...{
        name: noise,
        organization: noise,
        language: noise,
        nextcloud_folder: noise,
        created_at: noise,
        x: noise,
      },
      contacts: [{ type: noise, label: noise, value: noise, primary: noise }],
      notes: [noise, { text: noise, by: noise, at: noise }],
      location: { city: noise, country: noise, region: noise },
      ...{ tags: [noise, `${noise}2`], linked_user_ids: [noise] },
      owned_items: [
        { type: noise, device_id: noise, serial_number: noise, serial_numbers: [noise], notes: noise },
      ],
    });
    /** Of a customer that holds so much: read, and written for the first time, when all of it is still there. */
    const costAt = async (unit: string, bytes: number) => {
      const noise = repeated(unit, Math.floor((bytes / Buffer.byteLength(unit)) * unit.length));
      const { id } = await firestore.collection('crm_customers').add(customer(noise));
      const path = `${CUSTOMERS}/${id}`;
      const write = { method: 'PUT', path, headers: json, body: '{"language":"el"}' };
      const read = await costOf(as(bundle, 'viewer', { path }), 2);
      return read + (await costOf(as(bundle, 'editor', write), 1));
    };
    const isBad = ([small, large]: [number, number]) => large > 1500 || large > 3 * Math.max(small, 100);
    const bad: [string, [number, number]][] = [];
    for (const unit of TEXT_NOISE) {
      const costs: [number, number] = [await costAt(unit, 15_000), await costAt(unit, 30_000)];
      // The least of several: a collection of garbage in one of them is no growth.
      for (let again = 0; again < 3 && isBad(costs); again += 1)
        costs[1] = Math.min(costs[1], await costAt(unit, 30_000));
      if (isBad(costs)) bad.push([unit, costs]);
    }
    expect(bad).toEqual([]);
  });
});
