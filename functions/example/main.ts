// Starts the page: the header, the list, and beside it what the address after # names.
import { onAuthStateChanged, signOut } from 'firebase/auth';
import { customerView } from './customer.ts';
import { button, focusOn, go, h } from './dom.ts';
import { formView } from './form.ts';
import { importView } from './import.ts';
import { importWords } from './import-words.ts';
import { focusRow, listView, markOpen } from './list.ts';
import { mergeView } from './merge.ts';
import { clear, fail, messages } from './messages.ts';
import { pairsView } from './pairs.ts';
import { auth, myName, readRole } from './session.ts';
import { signInView } from './sign-in.ts';
import { trashView } from './trash.ts';
import { switchLanguage, words } from './words.ts';

const detail = h('div', { id: 'detail' });
let shownHash = '';
let shownUser: string | undefined;

onAuthStateChanged(auth, (user) => {
  // What one user has found and typed is not for the next one, and neither is the client.
  if (shownUser !== undefined && shownUser !== user?.uid) location.replace(location.pathname);
  else void start();
  shownUser = user?.uid;
});
addEventListener('hashchange', () => void open());
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && isOpen() && !document.querySelector('dialog')) go(closed());
});

// What was said of one customer is not left standing beside another; what was said of several names them, and stays.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('a') && !messages.contains(target)) clear();
});

/** Draws everything: at the start, after a sign-in, in another language. */
async function start(): Promise<void> {
  await readRole();
  document.title = words.title;
  const user = auth.currentUser;
  document.body.replaceChildren(
    h(
      'header',
      {},
      h('h1', {}, h('a', { href: '#/' }, words.title)),
      user &&
        h(
          'nav',
          { ariaLabel: words.title },
          h('a', { href: '#/duplicates' }, words.duplicates),
          h('a', { href: '#/import' }, importWords().title),
          h('a', { href: '#/trash' }, words.trash),
        ),
      h('span', { className: 'user' }, user ? myName() : ''),
      button(
        words.otherLanguage,
        () => {
          switchLanguage();
          clear();
          void start().then(() => document.getElementById('language')?.focus());
        },
        { id: 'language', className: 'quiet' },
      ),
      user && button(words.signOut, () => void signOut(auth), { className: 'quiet' }),
    ),
    messages,
    user ? h('main', {}, listView(), detail) : signInView(),
  );
  const other = document.getElementById('language');
  if (other) other.lang = words.otherLanguage === 'English' ? 'en' : 'el';
  if (user) await draw();
}

const isOpen = () => location.hash.length > 2;

/** Where Escape leads: from a form to its customer, from there to the list. */
const closed = () => (location.hash.endsWith('/edit') ? location.hash.slice(0, -'/edit'.length) : '#/');

/** Shows what the address names now, and moves the focus there; back to the row that was left when it was closed. */
async function open(): Promise<void> {
  const left = shownHash;
  await draw();
  // Where something is said with a way back, the focus is there already.
  if (messages.contains(document.activeElement)) return;
  if (isOpen()) focusOn(detail);
  else focusRow(left);
}

async function draw(): Promise<void> {
  const hash = (shownHash = location.hash);
  document.body.classList.toggle('is-open', isOpen());
  const view = isOpen() ? await viewOf(hash).catch(fail) : null;
  // The answer of an address that was left meanwhile.
  if (hash !== location.hash) return;
  detail.replaceChildren(
    ...(isOpen() ? [h('a', { href: '#/', className: 'back' }, words.back)] : []),
    view ?? h('p', { className: 'empty' }, words.chooseOne),
  );
  document.title = [view?.querySelector('h2')?.textContent, words.title].filter(Boolean).join(' · ');
  markOpen();
}

async function viewOf(hash: string): Promise<HTMLElement> {
  const [, place, id = '', part = ''] = hash.split('/').map(decodeURIComponent);
  if (place === 'new') return formView();
  if (place === 'trash') return trashView();
  if (place === 'duplicates') return pairsView(id === 'dismissed' ? 'dismissed' : 'open');
  if (place === 'import') return importView(id);
  if (place === 'merge') return mergeView(id, part);
  return part === 'edit' ? formView(id) : customerView(id);
}
