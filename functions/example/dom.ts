// Makes and replaces elements: all that this page needs of a framework.

/** An element with its properties, by the names that they have in the DOM, and what is inside it. What is null or false is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...inside: Inside[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside.filter((each) => each !== null && each !== false));
  return element;
}

export type Inside = Node | string | null | false;

/** A button that does something; `aria` is its name where its text does not say enough by itself. */
export function button(text: string, onclick: () => void, { id = '', className = '', aria = '' } = {}) {
  const element = h('button', { type: 'button', id, className, onclick }, text);
  if (aria) element.ariaLabel = aria;
  return element;
}

/** A label with its field. */
export function labelled(text: string, field: HTMLElement): HTMLLabelElement {
  return h('label', {}, h('span', {}, text), field);
}

/** Replaces what is in an element. The focus stays on the element with the same id, or goes to the heading. */
export function redraw(container: HTMLElement, ...inside: Inside[]): void {
  const focused = document.activeElement;
  const isOurs = container.contains(focused) || focused === document.body;
  container.replaceChildren(...inside.filter((each) => each !== null && each !== false));
  if (isOurs) focusOn(container, focused?.id);
}

/** Moves the focus to the element with that id, or else to the heading. */
export function focusOn(container: HTMLElement, id = ''): void {
  const named = document.getElementById(id);
  const target = container.contains(named) ? named : container.querySelector<HTMLElement>('[tabindex="-1"]');
  target?.focus();
}

/** A heading that can take the focus when what it heads has opened. */
export function heading(text: string): HTMLHeadingElement {
  return h('h2', { tabIndex: -1 }, text);
}

export function go(hash: string): void {
  location.hash = hash;
}

/** Draws again what the address names. */
export function reopen(): void {
  dispatchEvent(new Event('hashchange'));
}

export const customerHash = (id: string, part = ''): string => `#/customer/${encodeURIComponent(id)}${part}`;

export const mergeHash = (id: string, other: string): string =>
  `#/merge/${encodeURIComponent(id)}/${encodeURIComponent(other)}`;
