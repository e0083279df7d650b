import { developmentPassword, developmentUser, roles } from './development-sign-in.ts';
import { developmentToken } from './development-users.ts';
import { shortName } from './emulator-process.ts';
import { address, keptFolder } from './project.ts';

/**
 * What `npm start` ends with: where everything is, and who may sign in. Makes the development users where they are not there yet.
 *
 * @param page the URL of the example
 * @param api the API's base URL, without a slash at its end
 */
export async function welcome(
  { page, api }: { page: string; api: string },
  { ui, keep }: { ui: boolean; keep: boolean },
): Promise<string> {
  await Promise.all(roles.map(developmentToken));
  const customers = `${api}/crm/customers`;
  const addresses = [
    // First what a person opens.
    ['Page', page, 'a small CRM on this API: sign in with one click'],
    ['Docs', `${api}/docs`, 'every operation, to be tried: press "editor", then "Execute"'],
    ['API', customers, ''],
    ['Contract', `${api}/openapi.json`, ''],
    ['Auth emulator', `http://${address('auth')}`, 'project demo-crm'],
    ...(ui ? [['Emulator UI', `http://${address('ui')}`, '']] : []),
  ].map(([name = '', url = '', note]) => `  ${name.padEnd(14)} ${url}${note && `  (${note})`}`);
  const users = roles.map((role) => developmentUser(role).email).join(', ');
  return `
The customers API is running. Ctrl-C stops it.

${addresses.join('\n')}

  Users          ${users}
  Password       ${developmentPassword}

A token for a terminal, good for an hour, and a first request:

  TOKEN=$(npm run token --silent -- editor)
  curl -H "Authorization: Bearer $TOKEN" '${customers}?limit=3'

${keep ? `The data are kept in ${shortName(keptFolder)} when it stops.` : 'The data go when it stops; "npm start -- --keep" keeps them.'}
`;
}
