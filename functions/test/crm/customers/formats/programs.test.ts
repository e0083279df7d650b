import { describe, expect, it } from 'vitest';
import { importFile, inGreekBytes } from '../../../support/source-files.ts';

// Files as other programs write them, each with its typical faults.

const lines = (...all: string[]) => all.join('\r\n') + '\r\n';
const phone = (value: string, label = '', primary = false) => ({ type: 'phone', label, value, primary });
const email = (value: string, label = '', primary = false) => ({ type: 'email', label, value, primary });

async function fieldsOf(file: Uint8Array | string, options?: Parameters<typeof importFile>[2]) {
  const { customers } = await importFile(file, {}, options);
  expect(customers.flatMap(({ problems }) => problems)).toEqual([]);
  return customers.map(({ fields }) => fields);
}

describe('Google Contacts', () => {
  it('has labels in columns of their own and several values in a cell', async () => {
    const file = lines(
      'First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Label,Website 1 - Value',
      'Γιώργος,,Παπαδόπουλος,,,Ι.Ν. Αγίου Νικολάου,Ψάλτης,,"Πρώτη\nΔεύτερη",https://x/y,* myContacts ::: Ναοί,* Work,giorgos@example.gr ::: g2@example.gr,Home,g3@example.gr,Mobile,+30 697 555 0143 ::: 2310 555 111,Κινητό,6985550101,Home,"Οδός 1\nΘεσσαλονίκη",Οδός 1,Θεσσαλονίκη,Μακεδονία,54622,Ελλάδα,,',
      ',,,,,Δήμος Αθηναίων,,,,,,,,,,,,,,,,,,,,,,',
    );
    expect(await fieldsOf(file)).toEqual([
      {
        name: 'Γιώργος Παπαδόπουλος',
        organization: 'Ι.Ν. Αγίου Νικολάου',
        notes: [
          {
            text: 'Organization Title: Ψάλτης\nΠρώτη\nΔεύτερη\nAddress 1 - Formatted: Οδός 1\nΘεσσαλονίκη\nAddress 1 - Street: Οδός 1\nAddress 1 - Postal Code: 54622',
          },
        ],
        tags: ['Ναοί'],
        contacts: [
          email('giorgos@example.gr', 'Work', true),
          email('g2@example.gr', 'Work'),
          email('g3@example.gr', 'Home'),
          phone('+30 697 555 0143', 'Mobile'),
          phone('2310 555 111', 'Mobile'),
          phone('6985550101', 'Κινητό'),
        ],
        location: { city: 'Θεσσαλονίκη', region: 'Μακεδονία', country: 'Ελλάδα' },
      },
      { name: 'Δήμος Αθηναίων', organization: 'Δήμος Αθηναίων' },
    ]);
  });
});

describe('Outlook', () => {
  it('in English, in windows-1253, with empty quotes', async () => {
    const file = lines(
      '"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title","Business Street","Business City","Business State","Business Country/Region","Home City","Business Fax","Business Phone","Home Phone","Mobile Phone","Categories","E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","Notes","Web Page","Gender"',
      '"","Άννα","","Αγγέλου","","Μονή Βατοπαιδίου","","","","Άγιον Όρος","","Ελλάδα","","2310555001","2310555000","","+306975550143","Πελάτες;VIP","anna@example.gr","SMTP","Άννα (anna@example.gr)","a2@example.gr","","http://example.gr","Unspecified"',
    );
    const { dialect } = await importFile(inGreekBytes(file, 'windows-1253'));
    expect(dialect).toMatchObject({ encoding: 'windows-1253', delimiter: ',' });
    expect(await fieldsOf(inGreekBytes(file, 'windows-1253'))).toEqual([
      {
        name: 'Άννα Αγγέλου',
        organization: 'Μονή Βατοπαιδίου',
        location: { city: 'Άγιον Όρος', region: null, country: 'Ελλάδα' },
        contacts: [
          phone('2310555001', 'fax, work'),
          phone('2310555000', 'work'),
          phone('+306975550143', 'mobile'),
          email('anna@example.gr'),
          email('a2@example.gr'),
          { type: 'other', label: 'website', value: 'http://example.gr', primary: false },
        ],
        tags: ['Πελάτες', 'VIP'],
      },
    ]);
  });

  it('in Greek', async () => {
    const file = lines(
      '"Τίτλος";"Όνομα";"Μεσαίο όνομα";"Επώνυμο";"Επίθημα";"Εταιρεία";"Πόλη (εργασίας)";"Χώρα/Περιοχή (εργασίας)";"Φαξ εργασίας";"Τηλέφωνο εργασίας";"Τηλέφωνο οικίας";"Κινητό τηλέφωνο";"Διεύθυνση ηλεκτρονικού ταχυδρομείου";"Κατηγορίες";"Σημειώσεις"',
      '"";"Ελένη";"";"Δήμου";"";"";"Λάρισα";"Ελλάδα";"2410555003";"2410555001";"2410555002";"6945550143";"eleni@example.gr";"";"Παλιά πελάτισσα"',
    );
    expect(await fieldsOf(inGreekBytes(file, 'windows-1253'))).toEqual([
      {
        name: 'Ελένη Δήμου',
        location: { city: 'Λάρισα', region: null, country: 'Ελλάδα' },
        contacts: [
          phone('2410555003', 'φαξ, εργασία'),
          phone('2410555001', 'εργασία'),
          phone('2410555002', 'οικία'),
          phone('6945550143', 'κινητό'),
          email('eleni@example.gr'),
        ],
        notes: [{ text: 'Παλιά πελάτισσα' }],
      },
    ]);
  });
});

describe('Greek Excel', () => {
  const list = lines(
    'Επώνυμο;Όνομα;Α.Φ.Μ.;Κινητό;Τηλ.;E-mail;Πόλη;Δ.Ο.Υ.;Παρατηρήσεις',
    'ΠΑΠΑΔΟΠΟΥΛΟΣ;ΓΕΩΡΓΙΟΣ;094014201;6975550143;2310 555 111, 2310 555 112;g@example.gr;Θεσσαλονίκη;Δ΄ Θεσ/νίκης;',
    'Άγγελος;Νίκος;;;;;;;"είπε ""ναι"";\nΆλλη γραμμή"',
    ';;;;;;;;',
  );
  const expected = [
    {
      name: 'ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΕΩΡΓΙΟΣ',
      contacts: [
        { type: 'other', label: 'ΑΦΜ', value: '094014201', primary: false },
        phone('6975550143', 'κινητό'),
        phone('2310 555 111'),
        phone('2310 555 112'),
        email('g@example.gr'),
      ],
      location: { city: 'Θεσσαλονίκη', region: null, country: null },
      notes: [{ text: 'Δ.Ο.Υ.: Δ΄ Θεσ/νίκης' }],
    },
    { name: 'Άγγελος Νίκος', notes: [{ text: 'είπε "ναι";\nΆλλη γραμμή' }] },
  ];

  it.each(['windows-1253', 'iso-8859-7'] as const)('in %s', async (encoding) => {
    const file = inGreekBytes(encoding === 'iso-8859-7' ? list.replaceAll('΄', '΄') : list, encoding);
    const { dialect } = await importFile(file);
    expect(dialect).toMatchObject({ encoding, delimiter: ';', hasHeader: true });
    expect(await fieldsOf(file)).toEqual(expected);
  });

  it.each([
    ['with a byte order mark', '\uFEFF' + list],
    ['with a line sep=', 'sep=;\r\n' + list],
    ['with both', '\uFEFFsep=;\r\n' + list],
    ['in UTF-8 alone', list],
    ['with LF', list.replaceAll('\r\n', '\n')],
    ['of an old Macintosh', list.replaceAll('\r\n', '\r').replace('\n', '\r').replace('\r;', '\r;')],
  ])('%s', async (_, file) => {
    expect(await fieldsOf(file)).toEqual(expected);
  });

  it('as Unicode text: UTF-16 and tabs', async () => {
    const file = Buffer.from('\uFEFF' + list.replaceAll(/;(?!\n)/g, '\t'), 'utf16le');
    const { dialect, customers } = await importFile(file);
    expect(dialect).toMatchObject({ format: 'tsv', encoding: 'utf-16le', delimiter: '\t' });
    expect(customers[0]?.fields).toEqual(expected[0]);
    const { dialect: bigEndian } = await importFile(Buffer.from(file).swap16());
    expect(bigEndian).toMatchObject({ format: 'tsv', encoding: 'utf-16be' });
  });

  it('refuses a number whose digits are gone, in its column', async () => {
    const { customers } = await importFile(lines('Επωνυμία;Κινητό', 'Άλφα;6,97555E+09', 'Βήτα;6975550143'));
    expect(customers[0]).toMatchObject({
      fields: null,
      problems: [{ column: 'Κινητό', code: 'digits_lost' }],
    });
    expect(customers[1]?.fields).toMatchObject({ name: 'Βήτα' });
  });
});

describe('vCard', () => {
  it('3.0 of iCloud: labels of groups, types, pictures, folded lines', async () => {
    const file = lines(
      'BEGIN:VCARD',
      'VERSION:3.0',
      'PRODID:-//Apple Inc.//iCloud Web Address Book 2117B3//EN',
      'N:Παππά;Μαρία;;;',
      'FN:Μαρία Παππά',
      'ORG:Ενορία Αγίας Σοφίας;',
      'EMAIL;type=INTERNET;type=HOME;type=pref:maria@example.gr',
      'item1.TEL;type=pref:+30 697 555 0143',
      'item1.X-ABLabel:_$!<Mobile>!$_',
      'item2.TEL:2310 555 111',
      'item2.X-ABLabel:εκκλησία',
      'item3.ADR;type=HOME:;;Οδός 1\\nκάτω;Αθήνα;Αττική;10431;Ελλάδα',
      'item3.X-ABADR:gr',
      'NOTE:Πρώτη\\, δεύτερη\\; τρίτη\\nτέταρτη που είναι τόσο μεγάλη ώστε να συνεχί',
      ' ζεται στην επόμενη γραμμή',
      'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD',
      ' AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      ' BBBB==',
      'REV:2026-11-27T10:00:00Z',
      'UID:abc-1',
      'END:VCARD',
    );
    expect(await fieldsOf(file)).toEqual([
      {
        name: 'Μαρία Παππά',
        organization: 'Ενορία Αγίας Σοφίας',
        contacts: [
          email('maria@example.gr', 'home', true),
          phone('+30 697 555 0143', 'mobile', true),
          phone('2310 555 111', 'εκκλησία'),
        ],
        location: { city: 'Αθήνα', region: 'Αττική', country: 'Ελλάδα' },
        notes: [
          {
            text: 'Πρώτη, δεύτερη; τρίτη\nτέταρτη που είναι τόσο μεγάλη ώστε να συνεχίζεται στην επόμενη γραμμή',
          },
          { text: 'Address (home): Οδός 1, κάτω, 10431' },
        ],
      },
    ]);
  });

  it('2.1 of Android: quoted-printable with soft breaks, types without a name, BASE64 that ends with an empty line', async () => {
    const file = lines(
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=CE=A0=CE=B1=CF=80=CF=80=CE=AC=CF=82;=CE=93=CE=B9=CE=AC=CE=BD=CE=BD=CE=B7=CF=82;;;',
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=CE=93=CE=B9=CE=AC=CE=BD=CE=BD=CE=B7=CF=82=20=',
      '=CE=A0=CE=B1=CF=80=CF=80=CE=AC=CF=82',
      'TEL;CELL;PREF:+306975550143',
      'TEL;WORK;FAX:2310555111',
      'EMAIL;HOME:giannis@example.gr',
      'ORG:A\\;B, Co',
      'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1253:=D0=F1=FE=F4=E7=0D=0A=C4=E5=FD=F4=E5=F1=E7; =A2=ED=ED=E1',
      'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAASABIAAD',
      ' AAAA:AAAAAA',
      '',
      'X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;x;1;;;;;;;;;;;;;',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N:;;;;',
      'TEL;CELL:123',
      'END:VCARD',
    );
    const { customers } = await importFile(file);
    expect(customers[0]).toMatchObject({
      fields: {
        name: 'Γιάννης Παππάς',
        organization: 'A;B, Co',
        contacts: [
          phone('+306975550143', 'mobile', true),
          phone('2310555111', 'work, fax'),
          email('giannis@example.gr', 'home'),
        ],
        notes: [{ text: 'Πρώτη\nΔεύτερη; Άννα' }, { text: 'Nickname: x' }],
      },
      problems: [],
    });
    // A number without a name is kept by telephones.
    expect(customers[1]).toMatchObject({ fields: { name: '123' }, problems: [] });
  });

  it('is read on where a card is cut, is none or has a line that cannot be read', async () => {
    const { customers } = await importFile(
      lines(
        'Ένα γράμμα',
        'BEGIN:VCARD',
        'VERSION:3.0',
        'FN:Πρώτος',
        'BEGIN:VCARD',
        'VERSION:3.0',
        'FN:Δεύτερος',
        'NOTE:μία',
        'γραμμή χωρίς όνομα',
        'TEL;TYPE="x:1',
        'END:VCARD',
        'BEGIN:VCARD',
        'FN:Τρίτος',
      ),
      {},
      { format: 'vcard' },
    );
    expect(customers.map(({ fields, problems }) => fields?.name ?? problems[0]?.code)).toEqual([
      'not_a_card',
      'card_not_closed',
      'Δεύτερος',
      'card_not_closed',
    ]);
  });

  it('of a person of whom only an address or a number is known is called by it', async () => {
    const card = (...properties: string[]) => ['BEGIN:VCARD', 'VERSION:2.1', ...properties, 'END:VCARD'];
    const { customers } = await importFile(
      lines(
        ...card('EMAIL;PREF:maria@example.gr', 'TEL;CELL:6941234567'),
        ...card('N:;;;;', 'FN:', 'TEL;CELL:6941234567'),
        ...card('EMAIL:office@example.gr', 'ORG:Ι.Ν. Αγίου Νικολάου'),
        ...card('NOTE:κανείς'),
      ),
    );
    expect(customers.map(({ fields, problems }) => fields?.name ?? problems[0]?.code)).toEqual([
      'maria@example.gr',
      '6941234567',
      'Ι.Ν. Αγίου Νικολάου',
      'required',
    ]);
  });

  it.each(
    ['GEO:37.97,23.73', 'GEO:geo:37.97,23.73', 'GEO:', 'GEO;VALUE=uri:x', 'X-AGE;VALUE=integer:πολλά'].concat(
      ['float', 'integer', 'boolean', '"float"'].map((type) => `NOTE;VALUE=${type}:όχι αριθμός`),
    ),
  )('is read with %j, which is no number', async (property) => {
    for (const version of ['2.1', '3.0', '4.0']) {
      const [fields] = await fieldsOf(
        lines('BEGIN:VCARD', `VERSION:${version}`, 'FN:Μαρία', property, 'TEL:2101234567', 'END:VCARD'),
      );
      expect(fields).toMatchObject({ name: 'Μαρία', contacts: [phone('2101234567')] });
    }
  });

  it('has lines that are folded inside of a letter', async () => {
    const letter = Buffer.from('Ω');
    const file = Buffer.concat([
      Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Αλ'),
      letter.subarray(0, 1),
      Buffer.from('\r\n '),
      letter.subarray(1),
      Buffer.from('μέγα\r\nEND:VCARD\r\n'),
    ]);
    for (const size of [1, 2, 3, 5, 7, 1000])
      expect(await fieldsOf(file, { size })).toEqual([{ name: 'ΑλΩμέγα' }]);
  });
});
