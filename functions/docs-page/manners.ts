// What the viewer lacks: the sign-in outlives a reload, Enter sends, and a 401 says where to sign in.

/** Keeps who has signed in for this tab: it is gone with the tab, which a token in the viewer's own store is not. */
export function keepSignIn({ authActions, authSelectors }: SwaggerUi): void {
  const kept = sessionStorage.getItem(SIGN_IN);
  if (kept !== null) authActions.authorize(JSON.parse(kept) as object);
  addEventListener('pagehide', () =>
    sessionStorage.setItem(SIGN_IN, JSON.stringify(authSelectors.authorized().toJS())),
  );
}

const SIGN_IN = 'sign-in';

/** Enter in a parameter sends the request of its operation; in a body, where it begins a line, with Ctrl or Cmd. */
export function sendWithEnter(): void {
  document.addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, metaKey, isComposing } = event;
    if (key !== 'Enter' || isComposing || !(target instanceof HTMLElement)) return;
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (!isField && !(target instanceof HTMLTextAreaElement && (ctrlKey || metaKey))) return;
    const send = target.closest('.opblock')?.querySelector<HTMLButtonElement>('button.execute');
    if (!send) return;
    event.preventDefault();
    // The viewer takes a value over when its field is left.
    target.blur();
    target.focus();
    send.click();
  });
}

/** Says in the bar what helps against a 401: the buttons in it, or the viewer's own where there are none. */
export function heedStatus(status: number): void {
  const bar = document.querySelector<HTMLElement>('#sign-in');
  if (bar === null) return;
  bar.toggleAttribute('data-alarm', status === 401);
  if (status !== 401) return;
  const said = bar.querySelector('output') ?? bar.appendChild(document.createElement('output'));
  said.textContent = bar.querySelector('button')
    ? '401: sign in with one of these buttons, then send it again.'
    : '401: press "Authorize", paste an ID token, then send it again.';
}
