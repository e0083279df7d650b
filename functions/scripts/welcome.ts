import { developmentToken } from './development-users.ts';
import { address } from './project.ts';

/**
 * What `npm start` ends with: where the API is, and a line to paste for each development user. The tokens are good
 * for an hour.
 *
 * @param apiUrl the API's base URL, without a slash at its end
 */
export async function welcome(apiUrl: string, ui: boolean): Promise<string> {
  const customers = `${apiUrl}/crm/customers`;
  const [viewer, editor, admin] = await Promise.all([
    developmentToken('viewer'),
    developmentToken('editor'),
    developmentToken('admin'),
  ]);
  return `
The customers API is running. Ctrl-C stops it.

  Base URL     ${customers}
  Docs         ${apiUrl}/docs
${ui ? `  Emulator UI  http://${address('ui')}\n` : ''}
A viewer reads:
${curl(viewer, `'${customers}?limit=3'`)}

An editor writes:
${curl(editor, `-H 'Content-Type: application/json' -d '{"name":"Ada Lovelace"}' '${customers}'`)}

An admin may do all of it:
${curl(admin, `'${customers}?search=ada'`)}

These tokens are good for an hour; "npm run token --silent -- editor" prints a fresh one.
`;
}

function curl(token: string, rest: string): string {
  return `curl -H 'Authorization: Bearer ${token}' ${rest}`;
}
