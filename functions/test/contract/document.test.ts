import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { contractFile } from '../../scripts/project.ts';
import { openApiText } from '../../scripts/openapi.ts';
import { ROLES } from '../../src/http/auth/claims.ts';
import { useApi } from '../support/api.ts';
import { client } from '../support/client.ts';
import { contract, operations } from '../support/contract.ts';
import { signUp } from '../support/users.ts';
import { routesOf } from './express-routes.ts';

const api = useApi();

describe('the document', () => {
  it('is committed as the schemas make it ("npm run openapi" writes it)', async () => {
    expect(await readFile(contractFile, 'utf8')).toBe(await openApiText());
  });

  it('is served as it is committed, to anyone, at both paths', async () => {
    for (const path of ['/api/openapi.json', '/openapi.json']) {
      const { status, headers, body } = await api.anonymous.get(path);
      expect(status).toBe(200);
      expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8');
      expect(body).toEqual(contract);
    }
  });

  it('costs nothing a second time', async () => {
    const first = await api.anonymous.get('/api/openapi.json');
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' };
    expect((await api.anonymous.get('/api/openapi.json', { headers })).status).toBe(304);
  });

  it('has the very routes that Express has, in both directions', () => {
    const documented = operations.map(({ method, path }) => `${method} ${path}`);
    const shape = (route: string) => route.replaceAll(/\{[^}]*\}|:[a-z_]+/g, '{}');
    expect(routesOf(api.app).map(shape).sort()).toEqual(documented.map(shape).sort());
  });

  it('says how long a page is when nobody says', () => {
    const limits = operations.flatMap(({ path, parameters }) =>
      parameters.flatMap(({ name, schema }) => (name === 'limit' ? [[path, schema?.default]] : [])),
    );
    expect(limits).toEqual([
      ['/crm/customers', 1000],
      ['/crm/customers/duplicates', 20],
      ['/crm/customers/changes', 100],
      ['/crm/customers/imports', 50],
      ['/crm/customers/imports/{import_id}/rows', 200],
      ['/crm/customers/trash', 50],
      ['/crm/customers/retention', 100],
      ['/crm/customers/{customer_id}/history', 50],
    ]);
  });

  it('names the role that each operation really asks for', async () => {
    const nobody = client(api.url, (await signUp(undefined)).token);
    const guarded = operations.filter(({ role }) => role !== undefined);
    expect(guarded.length).toBeGreaterThan(15);
    for (const { method, path, role } of guarded) {
      const refused = await nobody.send(method, `/api${path.replaceAll(/\{[^}]*\}/g, '1')}`);
      expect([path, refused.body.required_role]).toEqual([path, role]);
      const lower = ROLES[ROLES.indexOf(role ?? 'viewer') - 1];
      if (lower === undefined) continue;
      const tooLow = await api.as(lower).send(method, `/api${path.replaceAll(/\{[^}]*\}/g, '1')}`);
      expect([path, tooLow.status]).toEqual([path, 403]);
    }
  });
});
