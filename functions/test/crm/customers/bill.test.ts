import { expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import type { Answer } from '../../support/client.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

/** What Firestore bills for one request of each kind; more than this is a regression (docs/figures.md). */
const api = useApi();

const billOf = ({ status, headers }: Answer) => {
  expect(status).toBeLessThan(300);
  return [Number(headers.get('X-Firestore-Reads')), Number(headers.get('X-Firestore-Writes'))];
};

it('the bill of every operation is its reads and writes, and no more', async () => {
  const [viewer, editor, admin] = [api.as('viewer'), api.as('editor'), api.as('admin')];
  const created = await editor.post(path, { name: 'Λογαριασμός' });
  const one = `${path}/${created.body.id}`;
  const twin = await editor.post(path, { name: 'Δεύτερος' });
  const bill = {
    create: billOf(created),
    get: billOf(await viewer.get(one)),
    list: billOf(await viewer.get(path)),
    search: billOf(await viewer.get(`${path}?search=logariasmos`)),
    'search for nobody': billOf(await viewer.get(`${path}?search=zzzqqq`)),
    'export of a part': billOf(await editor.get(`${path}?format=csv`)),
    'export of a search for nobody': billOf(await editor.get(`${path}?format=csv&search=zzzqqq`)),
    'export of a filter that nobody can have': billOf(await editor.get(`${path}?format=csv&phone=a`)),
    download: billOf(await editor.get(`${path}/export.csv`)),
    update: billOf(await editor.put(one, { organization: 'Ι.Ν.' })),
    'update that changes nothing': billOf(await editor.put(one, { organization: 'Ι.Ν.' })),
    append: billOf(await editor.post(`${one}/notes`, { text: 'Σημείωση' })),
    'set a tag': billOf(await editor.put(`${one}/tags/vip`)),
    'history, 4 versions': billOf(await viewer.get(`${one}/history`)),
    version: billOf(await viewer.get(`${one}/history/1`)),
    revert: billOf(await editor.post(`${one}/revert`, { version: 1 })),
    delete: billOf(await editor.delete(one)),
    trash: billOf(await viewer.get(`${path}/trash`)),
    restore: billOf(await editor.post(`${one}/restore`)),
    rename: billOf(await editor.put(one, { name: 'Άλλο όνομα' })),
    'batch of a creation, an append and nobody': billOf(
      await editor.post(`${path}/batch`, {
        operations: [
          { method: 'create', body: { name: 'Τρίτος' } },
          { method: 'append', id: created.body.id, body: { tags: ['α'] } },
          { method: 'delete', id: 'nobody' },
        ],
      }),
    ),
    'upsert that creates': billOf(await editor.put(`${path}/by/email/a@example.gr`, { name: 'Δ' })),
    'upsert that updates': billOf(await editor.put(`${path}/by/email/a@example.gr`, { tags: ['α'] })),
    'upsert that changes nothing': billOf(await editor.put(`${path}/by/email/a@example.gr`, { tags: ['α'] })),
    'get by e-mail': billOf(await viewer.get(`${path}/by/email/a@example.gr`)),
    'upsert of an external key that creates': billOf(
      await editor.put(`${path}/by/external/erp/1`, { name: 'Ε' }),
    ),
    'upsert of an external key that updates': billOf(
      await editor.put(`${path}/by/external/erp/1`, { tags: ['α'] }),
    ),
    'add an external key': billOf(await editor.put(`${one}/keys/erp/2`)),
    'list external keys': billOf(await viewer.get(`${one}/keys`)),
    'remove an external key': billOf(await editor.delete(`${one}/keys/erp/2`)),
    // Of 11 versions.
    'subject access': billOf(await admin.get(`${one}/subject-access`)),
    'subject access by e-mail': billOf(await admin.get(`${path}/by/email/a@example.gr/subject-access`)),
    'untouched since a date, nobody': billOf(await admin.get(`${path}/retention?untouched_since=2001-01-01`)),
    'a token of the changes': billOf(await viewer.get(`${path}/changes?since=now`)),
    // Its versions up to here, those of the others, and whose erasure is open.
    'changes of the last minute': billOf(await viewer.get(`${path}/changes?since=beginning&limit=500`)),
    erase: billOf(await admin.delete(`${path}/${twin.body.id}?erase=true`)),
  };
  // Reads, then writes.
  expect(bill).toEqual({
    create: [0, 3],
    get: [1, 0],
    list: [3, 0],
    search: [2, 0],
    'search for nobody': [3, 0],
    'export of a part': [3, 0],
    'export of a search for nobody': [3, 0],
    'export of a filter that nobody can have': [1, 0],
    // The look for a customer with the id export.csv is two.
    download: [5, 0],
    update: [1, 3],
    'update that changes nothing': [1, 0],
    append: [1, 3],
    'set a tag': [1, 3],
    'history, 4 versions': [5, 0],
    version: [2, 0],
    revert: [3, 3],
    delete: [1, 4],
    trash: [1, 0],
    restore: [3, 4],
    rename: [1, 4],
    // Of nobody it is asked, too, whether that id was merged into another one.
    'batch of a creation, an append and nobody': [3, 6],
    'upsert that creates': [1, 4],
    'upsert that updates': [2, 3],
    'upsert that changes nothing': [2, 0],
    'get by e-mail': [2, 0],
    'upsert of an external key that creates': [1, 4],
    'upsert of an external key that updates': [2, 3],
    'add an external key': [3, 4],
    'list external keys': [3, 0],
    'remove an external key': [2, 4],
    'subject access': [8 + 11, 0],
    'subject access by e-mail': [2 + 8 + 2, 0],
    'untouched since a date, nobody': [2, 0],
    'a token of the changes': [1, 0],
    'changes of the last minute': [18, 0],
    // One of them asks for what was merged into it.
    erase: [8, 5],
  });
});
