import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectSource, readSource, UnreadableFile } from '../../../../src/crm/customers/formats/source.ts';
import { ImportMapping } from '../../../../src/crm/customers/formats/mapping.ts';
import { writePart } from '../../../../src/crm/customers/formats/write-part.ts';
import { writeCsv } from '../../../../src/formats/csv-writer.ts';
import { plainCustomer } from '../../../support/plain-customer.ts';
import { importFile, inGreekBytes, readFileRows } from '../../../support/source-files.ts';

// What a file is found to be, and how one that cannot be read is told.

async function refusalOf(file: Uint8Array | string, options?: Parameters<typeof readFileRows>[1]) {
  const error = await readFileRows(file, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnreadableFile);
  const { code, line } = error as UnreadableFile;
  return line === undefined ? code : `${code} ${line}`;
}

describe('a file', () => {
  it.each([
    ['', 'empty_file'],
    ['\uFEFF \r\n', 'empty_file'],
    ['Επωνυμία;Τηλέφωνο\r\n', 'only_header'],
    [Buffer.from('PK\u0003\u0004rest of a workbook'), 'spreadsheet_file'],
    [Buffer.from('D0CF11E0A1B11AE1', 'hex'), 'spreadsheet_file'],
    [Buffer.from('%PDF-1.7'), 'binary_file'],
    // «ΟΝΟΜΑ;ΤΗΛ», «ΑΝΝΑ;697», also behind an English header; «José».
    [Buffer.from('8e8d8e8c803b92878a0d0a808c8c803b3639370d0a', 'hex'), 'unknown_encoding'],
    [Buffer.from('6e616d653b74656c0d0a808c8c803b3639370d0a', 'hex'), 'unknown_encoding'],
    [Buffer.from('name;city\r\nJosé;Málaga\r\n', 'latin1'), 'unknown_encoding'],
    [Buffer.alloc(1000), 'binary_file'],
    ['[{"name":"x"}]', 'json_document 1', 'x.json'],
    ['{\n  "name": "x"\n}\n', 'json_document 1'],
    ['name\r\n"x\r\ny\r\n', 'unclosed_quote 2'],
    ['name,note\r\na,b\r\nc,"d\r\ne,f\r\ng,"h",i\r\n', 'unclosed_quote 3'],
    [`name\r\nx,"${'y\r\n'.repeat(400_000)}`, 'unclosed_quote 2'],
  ])('%# is refused: %1$s', async (file, code, filename = '') => {
    expect(await refusalOf(file, { filename, size: 65_536 })).toBe(code);
  });

  it('is told what it is, and the hints are believed', () => {
    const detect = (text: string, hints = {}) => detectSource(Buffer.from(text), { isWhole: true, ...hints });
    expect(detect('a,b;c\n1,2;3\n')).toMatchObject({ delimiter: ';' });
    expect(detect('{"name":"x"}\n')).toEqual({ format: 'ndjson', encoding: 'utf-8' });
    expect(detect('a|b\n1|2\n')).toMatchObject({ format: 'csv', delimiter: '|' });
    expect(detect('a@b.gr;x\nc@d.gr;y\n')).toMatchObject({ hasHeader: false, header: ['', ''] });
    expect(detect('Α;Β\n1;2\n', { delimiter: ',', hasHeader: false })).toMatchObject({
      delimiter: ',',
      hasHeader: false,
    });
    expect(detectSource(inGreekBytes('Όνομα;x\nΓιώργος;1\n', 'iso-8859-7'), { isWhole: true })).toMatchObject(
      { encoding: 'windows-1253' },
    );
  });

  it.each<[string, string, object, (string[] | string)[]]>([
    [
      'one column, commas in it',
      'Επωνυμία\nΆλφα, Βήτα\nΓάμμα\nΔέλτα, Ε\n',
      { hasHeader: true, header: ['Επωνυμία'] },
      ['Άλφα, Βήτα', 'Γάμμα', 'Δέλτα, Ε'],
    ],
    [
      'one column, a comma in every row',
      'Διεύθυνση\nΟδός 1, Α\nΟδός 2, Β\n',
      { header: ['Διεύθυνση'] },
      ['Οδός 1, Α', 'Οδός 2, Β'],
    ],
    ['two lines and a decimal', 'Όνομα;Ποσό\nΆννα;1,5\n', { delimiter: ';' }, [['Άννα', '1,5']]],
    [
      'decimals in all rows but the header',
      'Όνομα;Ποσό\nΆ;1,50\nΒ;2,50\n',
      { delimiter: ';' },
      [
        ['Ά', '1,50'],
        ['Β', '2,50'],
      ],
    ],
    [
      'tabs and commas',
      'Όνομα\tΠόλη\nΠ, Ν, Κ\tΑ\nΔ, Α, Β\tΒ\n',
      { format: 'tsv' },
      [
        ['Π, Ν, Κ', 'Α'],
        ['Δ, Α, Β', 'Β'],
      ],
    ],
    [
      'a title before the header',
      'Πελάτες 2026;;\n\nΕπωνυμία;Τηλ;Πόλη\nΑ;697;Β\n',
      { hasHeader: true, titleRows: 1 },
      [['Α', '697', 'Β']],
    ],
    [
      'a title of one cell',
      'Λίστα πελατών\nΕπωνυμία;Τηλ\nΑ;697\nΒ;698\n',
      { delimiter: ';', titleRows: 1 },
      [
        ['Α', '697'],
        ['Β', '698'],
      ],
    ],
    ['names that nobody knows, numbers below', 'foo;bar\nx;1\n', { hasHeader: true }, [['x', '1']]],
    [
      'no header, only people',
      'Άννα;Δήμου\nΝίκος;Παππάς\n',
      { hasHeader: false },
      [
        ['Άννα', 'Δήμου'],
        ['Νίκος', 'Παππάς'],
      ],
    ],
    [
      'no header, a name like a number’s',
      'Τηλέμαχος;Δήμου\nΝίκος;Παππάς\n',
      { hasHeader: false },
      [
        ['Τηλέμαχος', 'Δήμου'],
        ['Νίκος', 'Παππάς'],
      ],
    ],
    [
      'sep= as wide as the others',
      'sep=;;;\r\nΌνομα;Β;Γ\r\n1;2;3\r\n',
      { delimiter: ';', header: ['Όνομα', 'Β', 'Γ'] },
      [['1', '2', '3']],
    ],
    [
      'line ends of an old Macintosh',
      'Όνομα;Τηλ\rΆ;697\rΒ;698',
      { header: ['Όνομα', 'Τηλ'] },
      [
        ['Ά', '697'],
        ['Β', '698'],
      ],
    ],
    ['empty rows, blanks, the end of DOS', '\n\nΌνομα;Τηλ\n\nΑ;1\n;\n   \n\u001A', {}, [['Α', '1']]],
    ['NULs at the end', 'name;tel\nAnna;697\n\0\0\0\0', {}, [['Anna', '697']]],
    [
      'the same name twice, rows of every length',
      'Τηλ;Τηλ;Όνομα\n1\n1;2;3\n1;2;3;4\n',
      {},
      [['1'], ['1', '2', '3'], 'too_many_cells'],
    ],
  ])('with %s', async (_, text, dialect, rows) => {
    const read = await readFileRows(text, { size: 5 });
    expect(read.dialect).toMatchObject(dialect);
    const shown = read.rows.map(({ cells, fault }) => fault?.code ?? cells);
    expect(shown).toEqual(
      rows.map((row) => (typeof row === 'string' && row !== 'too_many_cells' ? [row] : row)),
    );
  });

  it('may be cut where the head ends, inside of a letter or a quote', () => {
    const bytes = Buffer.from('Επωνυμία;Σημείωση\r\nΆλφα;"μία\r\nδύο"\r\n');
    for (let end = 40; end < bytes.length; end += 1)
      expect(detectSource(bytes.subarray(0, end), { isWhole: false })).toMatchObject({
        encoding: 'utf-8',
        delimiter: ';',
        hasHeader: true,
      });
  });
});

describe('a row', () => {
  it('fails alone where its bytes are no text, with its line', async () => {
    const good = Buffer.from('name,city\r\nΆλφα,"Α\r\nΒ"\r\n');
    const { rows } = await readFileRows(
      Buffer.concat([good, Buffer.from([0xce, 0x2c, 0x61, 0x0d, 0x0a]), Buffer.from('Γάμμα\uFFFD,x\r\n')]),
      { size: 3 },
    );
    expect(rows).toEqual([
      { row: 1, line: 2, cells: ['Άλφα', 'Α\r\nΒ'] },
      { row: 2, line: 4, fault: expect.objectContaining({ code: 'undecodable_bytes' }) },
      { row: 3, line: 5, cells: ['Γάμμα\uFFFD', 'x'] },
    ]);
    const { rows: greek } = await readFileRows(
      Uint8Array.of(...inGreekBytes('Όνομα\r\nΆλφα\r\n', 'windows-1253'), 0xd2, 10, 0xc1),
    );
    expect(greek.map(({ fault, cells }) => fault?.code ?? cells?.[0])).toEqual([
      'Άλφα',
      'undecodable_bytes',
      'Α',
    ]);
  });

  it('fails alone where it is too large, too wide, or no JSON', async () => {
    const wide = await readFileRows('name,city\na,b,,\nc,d,e\nf\n5" σωλήνας,"x"y\n');
    expect(wide.rows.map(({ fault, cells }) => fault?.code ?? cells)).toEqual([
      ['a', 'b', '', ''],
      'too_many_cells',
      ['f'],
      ['5" σωλήνας', '"x"y'],
    ]);
    const json = await readFileRows(
      `{"name":"a"}\n{"name":\n[1]\n\n{"a":${'['.repeat(400_000)}\n{"name":"${'x'.repeat(950_000)}"}\n{"name":"b"}`,
      { size: 65_536 },
    );
    expect(json.rows.map(({ line, fault }) => [line, fault?.code])).toEqual([
      [1, undefined],
      [2, 'malformed_json'],
      [3, 'not_an_object'],
      [5, 'nested_too_deep'],
      [6, 'row_too_large'],
      [7, undefined],
    ]);
  });

  it('has its problems by column', async () => {
    const { customers } = await importFile(
      `Επωνυμία;Κινητό;E-mail;Ετικέτες\r\n;6975550143;${'x'.repeat(330)}@example.gr;α,..\r\n`,
    );
    expect(customers[0]?.problems.map(({ column, pointer, code }) => [column, pointer, code])).toEqual([
      ['Επωνυμία', '/name', 'required'],
      ['E-mail', '/contacts/1/value', 'too_big'],
      ['Ετικέτες', '/tags/1', 'invalid_value'],
    ]);
    expect(customers[0]).toMatchObject({ fields: null, emptied: ['name'] });
  });

  it('may have keys of other names in JSON, and none that a customer has not', async () => {
    const { rows, dialect } = await readFileRows(
      '{"full_name":"Α","mails":["a@b.gr","c@d.gr"],"tags":["x"],"__proto__":1}\n{"name":5,"contacts":"x","phone":"6975550143"}\n',
    );
    const { toCustomer } = await import('../../../../src/crm/customers/formats/to-customer.ts');
    const mapping = ImportMapping.parse({
      full_name: 'name',
      mails: { field: 'contacts', type: 'email' },
      phone: { field: 'contacts', type: 'phone' },
    });
    const [first, second] = rows.map((row) => toCustomer(row, dialect, mapping));
    expect(first?.problems).toMatchObject([{ column: '__proto__', code: 'unknown_field' }]);
    expect(second?.problems.map(({ column }) => column)).toEqual(['name', 'contacts']);
  });
});

describe('the rows of a CSV', () => {
  it('are those that were written, in whatever pieces they come', async () => {
    const cell = fc
      .array(fc.constantFrom('a', '"', ';', '\r\n', '\n', '\r', ' ', "'=", 'Ω'), { maxLength: 4 })
      .map((parts) => parts.join(''));
    const row = fc
      .array(cell, { minLength: 2, maxLength: 3 })
      .filter((cells) => cells.some((each) => each.trim() !== ''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1 }),
        fc.integer({ min: 1, max: 30 }),
        async (all, size) => {
          const file = writeCsv(all, { delimiter: ';', mark: false }, true);
          const { rows } = await readFileRows(file, {
            format: 'csv',
            delimiter: ';',
            hasHeader: false,
            size,
          });
          expect(rows.map(({ cells }) => cells)).toEqual(all);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a cell that somebody has edited beside the whole customer', () => {
  const customer = plainCustomer({
    id: 'a',
    name: 'Άλφα é',
    organization: 'Ναός',
    contacts: [
      { type: 'phone', label: 'κινητό', value: '+306975550143', primary: false },
      { type: 'email', label: '', value: 'a@example.gr', primary: false },
      { type: 'phone', label: '', value: '00302310555111', primary: true },
    ],
    notes: [{ text: 'σημείωση', by: 'u', at: '2024-01-01T00:00:00Z' }],
    tags: ['x', 'y'],
  });
  const file = writePart([customer], { format: 'csv', excel: true }, { isFirst: true });

  it('wins, and what is empty was removed', async () => {
    const edited = file
      .replace(
        /;Άλφα é;Ναός;a@example.gr;;;00302310555111;'\+306975550143;/,
        ';Βήτα;;;;;3,0231E+11;2310555999;',
      )
      .replace(';el;', ';en;');
    expect(edited).toContain(';Βήτα;;;;;3,0231E+11;');
    const { customers } = await importFile(edited);
    const [phone, , landline] = customer.contacts;
    expect(customers).toMatchObject([
      {
        fields: {
          name: 'Βήτα',
          organization: null,
          language: 'en',
          contacts: [{ ...phone, value: '2310555999' }, landline],
          notes: customer.notes,
          tags: ['x', 'y'],
        },
        id: 'a',
        problems: [],
      },
    ]);
  });

  it('is told from what a spreadsheet program made of it', async () => {
    const saved = file
      .slice(1)
      .replace("'+306975550143", '306975550143')
      .replace('00302310555111', '3,02310555E+11')
      .replace('Άλφα é', 'Άλφα e');
    const { customers } = await importFile(inGreekBytes(saved, 'windows-1253'));
    const fields = {
      name: customer.name,
      organization: customer.organization,
      contacts: customer.contacts,
      notes: customer.notes,
    };
    expect(customers).toMatchObject([{ fields, problems: [] }]);
  });

  it('is refused where the program cut the whole customer', async () => {
    const long = JSON.stringify({ ...customer, notes: Array(20).fill({ text: 'x'.repeat(5000) }) });
    const cut = writeCsv(
      [
        ['name', 'json'],
        ['Άλφα é', long.slice(0, 32_767)],
      ],
      { delimiter: ';', mark: false },
      true,
    );
    const { customers } = await importFile(cut);
    expect(customers[0]).toMatchObject({ fields: null, problems: [{ column: 'json', code: 'cut_cell' }] });
  });
});

/** In MB: 64 for the figures in docs/adr/0027. */
const MEGABYTES = Number(process.env['CRM_FORMAT_MEGABYTES'] ?? 4);

describe('a large file', () => {
  it.each(['csv', 'ndjson', 'vcard'] as const)('of %s is read in little memory', async (format) => {
    const part = Buffer.from(
      writePart(
        Array.from({ length: 200 }, (_, at) =>
          plainCustomer({
            id: `c${at}`,
            name: `Πελάτης ${at}`,
            contacts: [{ type: 'phone', label: 'κινητό', value: `+30697555${at}`, primary: true }],
            notes: [{ text: 'Μία "σημείωση"\nδύο', by: 'u', at: '2024-01-01T00:00:00Z' }],
          }),
        ),
        { format, ...(format === 'csv' && { columns: ['name', 'phone_1', 'json'] }) },
        { isFirst: false },
      ),
    );
    const times = Math.ceil((MEGABYTES * 2 ** 20) / part.length);
    const file = new PassThrough();
    const write = async () => {
      if (format === 'csv') file.write('name,phone_1,json\r\n');
      for (let time = 0; time < times; time += 1)
        if (!file.write(part)) await new Promise((resolve) => file.once('drain', resolve));
      file.end();
    };
    const dialect = {
      format,
      encoding: 'utf-8',
      delimiter: ',',
      hasHeader: true,
      header: ['name', 'phone_1', 'json'],
    } as const;
    const before = process.memoryUsage().rss;
    const start = process.cpuUsage();
    let [rows, most] = [0, 0];
    void write();
    for await (const row of readSource(file, dialect)) {
      expect(row.fault).toBeUndefined();
      rows += 1;
      if (rows % 500 === 0) most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(rows).toBe(times * 200);
    const { user, system } = process.cpuUsage(start);
    if (process.env['CRM_FORMAT_MEGABYTES'] !== undefined)
      process.stdout.write(
        `${format}: ${rows} rows, ${Math.round((user + system) / 1000)} ms, ${Math.round(most / 2 ** 20)} MB\n`,
      );
    expect(most).toBeLessThan(64 * 2 ** 20);
  });
});
