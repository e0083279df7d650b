// The sign-in: one button for each development user, or any e-mail address and password.
import { signInWithEmailAndPassword } from 'firebase/auth';
import { developmentPassword, developmentUser, roles } from '../scripts/development-sign-in.ts';
import { button, h, heading, labelled } from './dom.ts';
import { clear, fail } from './messages.ts';
import { auth } from './session.ts';
import { words } from './words.ts';

export function signInView(): HTMLElement {
  const email = h('input', { name: 'email', type: 'email', autocomplete: 'username', required: true });
  const password = h('input', {
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  return h(
    'main',
    { className: 'sign-in' },
    heading(words.signIn),
    h('p', {}, words.developmentUsers),
    h(
      'div',
      { className: 'roles' },
      ...roles.map((role) =>
        button(words.roles[role], () => void signIn(developmentUser(role).email, developmentPassword)),
      ),
    ),
    h(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          void signIn(email.value, password.value);
        },
      },
      labelled(words.email, email),
      labelled(words.password, password),
      h('button', { className: 'primary' }, words.signIn),
    ),
  );
}

async function signIn(email: string, password: string): Promise<void> {
  clear();
  try {
    await signInWithEmailAndPassword(auth, email, password);
  } catch (error) {
    const isLost = (error as { code?: string }).code === 'auth/network-request-failed';
    fail(new Error(isLost ? words.unreachable : words.notSignedIn));
  }
}
