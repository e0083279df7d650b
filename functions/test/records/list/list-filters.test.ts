import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerInDB } from '../../../src/crm/customers/models.ts';
import { useApi } from '../../support/api.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();
const contact = (type: 'email' | 'phone' | 'whatsapp' | 'other', value: string) => ({
  type,
  label: '',
  value,
  primary: false,
});
const item = (given: object) => ({
  type: 'product' as const,
  ...{ device_id: null, label: null, product_id: null, product_name: null, quantity: null },
  ...{ serial_numbers: null, description: null, serial_number: null, notes: null },
  ...given,
});

/** What each filter is asked for, and the half of a customer that has it. */
const having: Record<string, Partial<CustomerInDB>> = {
  tag: { tags: ['vip', 'ναός'] },
  language: { language: 'el-CY' },
  location: { location: { city: 'Άνω Λιόσια', country: 'Ελλάδα', region: 'ΑΤΤΙΚΉ' } },
  linked_user_id: { linked_user_ids: ['uid:1', 'x'.repeat(900)] },
  owned: {
    owned_items: [
      item({ device_id: 'CD/1.2', serial_numbers: ['SN 1', 'σειρά'.repeat(180)] }),
      item({ product_id: 'MIC-W1', serial_number: 'S/N*7' }),
    ],
  },
  contacts: {
    contacts: [
      contact('email', 'Info.Ioannis@Example.GR'),
      contact('phone', '+30 697 555 0142'),
      contact('whatsapp', '2310-555.017 / 0049 171 3920012'),
      contact('other', 'Rína@example.com'),
    ],
  },
};

const filters: [string, keyof typeof having][] = [
  ['tag=vip', 'tag'],
  ['tag=vip&tag=ναός', 'tag'],
  ['tag=%20vip%20', 'tag'],
  ['language=el-CY', 'language'],
  ['city=Άνω Λιόσια', 'location'],
  ['city=ανω  λιοσια', 'location'],
  ['city=ΑΝΩ ΛΙΟΣΙΑ', 'location'],
  ['country=ΕΛΛΑΔΑ', 'location'],
  ['country=ελλάδα', 'location'],
  ['region=αττικη', 'location'],
  ['region=Αττική', 'location'],
  ['linked_user_id=uid:1', 'linked_user_id'],
  [`linked_user_id=${'x'.repeat(900)}`, 'linked_user_id'],
  ['device_id=CD/1.2', 'owned'],
  ['product_id=MIC-W1', 'owned'],
  ['serial_number=SN 1', 'owned'],
  ['serial_number=S/N*7', 'owned'],
  [`serial_number=${'σειρά'.repeat(180)}`, 'owned'],
  ['email=info.ioannis@example.gr', 'contacts'],
  ['email= INFO.IOANNIS@EXAMPLE.GR ', 'contacts'],
  ['email=rina@EXAMPLE.com', 'contacts'],
  ...[
    '6975550142',
    '697 555 0142',
    '+30 697-555-0142',
    '0030 6975550142',
    '(+30) 697.555.0142',
    '306975550142',
  ].map((phone): [string, string] => [`phone=${phone}`, 'contacts']),
  ['phone=2310555017', 'contacts'],
  ['phone=+49 (0) 171 3920012', 'contacts'],
];

/** Near misses: each finds nobody. */
const nobody = [
  ...[
    'tag=VIP',
    'tag=vi',
    'tag=vip&tag=other',
    'tag=ναος',
    'language=el-cy',
    'city=Λιόσια',
    'city=Άνω',
    'city=---',
  ],
  ...['country=Ελλάς', 'region=αττικ', 'linked_user_id=uid:2', 'linked_user_id=UID:1', 'device_id=cd/1.2'],
  ...[
    'device_id=CD/1',
    `linked_user_id=${'x'.repeat(901)}`,
    'product_id=SN 1',
    'serial_number=SN 2',
    'serial_number=SN',
  ],
  ...['email=ioannis@example.gr', 'email=info@example.gr', 'email=infoioannis@example.gr', 'phone=697555014'],
  ...[
    'phone=975550142',
    'phone=+3069755501420',
    'phone=+357 6975550142',
    'phone=142',
    'phone=none',
    'phone=*',
  ],
];

const parts = Object.keys(having);
const customers = parts.flatMap((part, at) => {
  const others = parts.filter((other) => other !== part);
  return [
    plainCustomer({ id: `only-${part}`, name: `Μόνο ${at}`, ...having[part] }),
    plainCustomer({
      id: `all-but-${part}`,
      name: `Άλλος ${at}`,
      ...Object.assign({}, ...others.map((other) => having[other])),
    }),
  ];
});
const hasPart = (id: string, part: string) =>
  id.startsWith('only-') ? id === `only-${part}` : id !== `all-but-${part}`;

beforeAll(async () => {
  await loadCustomers(api.firestore, customers);
});

const ask = (query: string) =>
  api.as('viewer').get(`${path}?${query.replaceAll('+', '%2B').replaceAll('/', '%2F')}`);
const whoHave = (...wanted: string[]) =>
  customers.map(({ id }) => id).filter((id) => wanted.every((part) => hasPart(id, part)));

describe('an exact filter', () => {
  it.each(filters)('%s finds who has it and no other', async (query, part) => {
    const answer = await ask(query);
    expect(idsOf(answer).sort()).toEqual(whoHave(part).sort());
    expect(answer.body).toMatchObject({
      total: whoHave(part).length,
      total_is_exact: true,
      next_cursor: null,
    });
  });

  it.each(nobody)('%s finds nobody', async (query) => {
    const answer = await ask(query);
    expect(answer.body).toEqual({
      customers: [],
      etags: [],
      total: 0,
      total_is_exact: true,
      relaxed: false,
      next_cursor: null,
    });
    expect(readsOf(answer)).toBeLessThanOrEqual(2);
  });

  it('combines with every other', async () => {
    const pairs = filters.flatMap((one, at) => filters.slice(at + 1).map((other) => [one, other] as const));
    const distinct = pairs.filter(([[a], [b]]) => a.split('=')[0] !== b.split('=')[0]);
    expect(distinct.length).toBeGreaterThan(300);
    await inTurns(distinct, async ([[a, partOfA], [b, partOfB]]) => {
      expect(idsOf(await ask(`${a}&${b}`)).sort(), `${a}&${b}`).toEqual(whoHave(partOfA, partOfB).sort());
    });
  });

  it('combines with a search', async () => {
    await inTurns(filters, async ([query, part]) => {
      const found = idsOf(await ask(`${query}&search=αλλος`)).sort();
      expect(found, query).toEqual(
        whoHave(part)
          .filter((id) => id.startsWith('all-but-'))
          .sort(),
      );
    });
  });

  it('combines with all the others at once and with a long search, within what one query may hold', async () => {
    await loadCustomers(api.firestore, [
      plainCustomer({
        ...Object.assign({}, ...Object.values(having)),
        id: 'everything',
        name: 'Χριστόδουλος Παπαχατζηγεωργίου',
        organization: 'Ιερά Μητρόπολις Νεαπόλεως και Σταυρουπόλεως',
        tags: Array.from({ length: 10 }, (_, at) => `t${at}`),
      }),
    ]);
    const tags = Array.from({ length: 10 }, (_, at) => `tag=t${at}`);
    const one = new Map(filters.map(([query]) => [query.split('=')[0], query]));
    one.delete('tag');
    const search = 'search=xristodoulos papaxatzhgewrgiou iera mhtropolis neapolews kai stauroupolews';
    const all = [...tags, ...one.values(), search, 'phone=0171 3920012'].filter(
      (query) => query !== one.get('phone'),
    );
    for (const leftOut of [undefined, ...all]) {
      const query = all.filter((filter) => filter !== leftOut).join('&');
      expect(idsOf(await ask(query)), query).toEqual(['everything']);
    }
    expect(idsOf(await ask(all.join('&').replace('search=', 'search=zzz ')))).toEqual([]);
  });
});

async function inTurns<T>(values: readonly T[], work: (value: T) => Promise<void>): Promise<void> {
  const left = [...values];
  const worker = async () => {
    for (let value = left.pop(); value !== undefined; value = left.pop()) await work(value);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}
