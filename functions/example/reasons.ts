// Why two customers may be one: what they have in common, and what speaks against it.
import type { DuplicateReason } from '@crm/customers-client';
import { h } from './dom.ts';
import { textOf, words } from './words.ts';

/** Each reason with what is at its place in the one and in the other. */
export function reasonList(
  reasons: readonly DuplicateReason[],
  [one, other]: readonly [unknown, unknown],
): HTMLUListElement {
  const lines = reasons.map(({ kind, pointer, theirs_pointer }) => {
    const values = [at(one, pointer), at(other, theirs_pointer)].filter((value) => value !== undefined);
    return h('li', {}, `${words.reasons[kind]}: ${[...new Set(values.map(textOf))].join(' / ')}`);
  });
  return h('ul', { className: 'reasons' }, ...lines);
}

/** What is at a place (RFC 6901); undefined for nothing. */
const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((inner, step) => (inner as Record<string, unknown> | null | undefined)?.[step], value);
