// Keeps the functions framework from running each request in a `node:domain`.
import domain from 'node:domain';

/**
 * The first domain makes Node follow every promise of the process from then on, to its collection as garbage: a fifth of all processor
 * time of a request (measured: 2.6 ms with domains, 2.1 ms without). The framework makes one for each request, to catch what a function throws
 * outside of its promise. Nothing here does that, and the error handler sees everything else.
 *
 * `when` is asked for each request: the framework needs the domains of the triggers, which the same bundle serves.
 */
export function avoidDomains({ when }: { when: () => boolean }): void {
  const create = domain.create.bind(domain);
  Object.assign(domain, { create: () => (when() ? NO_DOMAIN : create()) });
}

/** What the framework uses of a domain. */
const NO_DOMAIN = {
  on: () => undefined,
  run: (work: () => void) => work(),
};
