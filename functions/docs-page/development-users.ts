import { developmentSignIn, type Role, roles } from '../scripts/development-sign-in.ts';
import type { ViewerReady } from './page.ts';

// Served in the local suite only: one button per development user, which signs in and fills in the token.
const { auth = '', project = '' } = document.querySelector<HTMLElement>('#development-users')?.dataset ?? {};
const { promise: viewer, resolve } = Promise.withResolvers<SwaggerUi>();
document.addEventListener('viewer', (event) => resolve((event as ViewerReady).detail), { once: true });

const header = document.querySelector('#sign-in');
const said = document.createElement('output');
said.textContent = 'A token good for an hour, from the Auth emulator.';
const buttons = new Map(roles.map((role) => [role, button(role)]));
header?.append('Sign in as ', ...buttons.values(), said);

/** The role of this tab, which outlives a reload, and the hour of a token. */
const kept = roles.find((role) => role === sessionStorage.getItem('role'));
if (kept) buttons.get(kept)?.click();

function button(role: Role): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = role;
  element.addEventListener('click', () => void signIn(role, element));
  return element;
}

async function signIn(role: Role, pressed: HTMLButtonElement): Promise<void> {
  try {
    const token = await developmentSignIn({ origin: auth, project }, role);
    (await viewer).preauthorizeApiKey('idToken', token);
    for (const each of header?.querySelectorAll('button') ?? []) each.ariaPressed = String(each === pressed);
    sessionStorage.setItem('role', role);
    header?.removeAttribute('data-alarm');
    said.textContent = `You are the ${role}: every request below carries the token.`;
  } catch {
    said.textContent = `The Auth emulator at ${auth} does not sign the ${role} in: is the suite running?`;
  }
}
