import type { NoAnswer } from './problem-error.ts';

/** How long a probe may take, in milliseconds. */
const MAX_PROBE = 3000;

/**
 * Finds out why no answer came, as far as a browser lets a page know: to the page, a refused origin looks like a server that is down.
 * The root of the API may be read by any page, everything else by pages of the known origins only.
 */
export async function reasonOfNoAnswer(
  baseUrl: string,
  probes: boolean,
  signal: AbortSignal,
): Promise<{ code: NoAnswer; detail: string }> {
  // In Node there is neither.
  const { navigator, location } = globalThis as Surroundings;
  if (!location) return UNREACHABLE;
  const { hostname, origin } = new URL(baseUrl, location.href);
  // Without a network there still is what runs on this machine.
  const silent = navigator?.onLine === false && !LOCAL.test(hostname) ? OFFLINE : UNREACHABLE;
  if (!probes || origin === location.origin) return silent;

  /** The media type of an answer that this page may read. */
  const mediaTypeAt = async (url: string) => {
    try {
      const until = AbortSignal.any([signal, AbortSignal.timeout(MAX_PROBE)]);
      const { headers } = await fetch(url, { cache: 'no-store', credentials: 'omit', signal: until });
      return headers.get('Content-Type');
    } catch {
      return null;
    }
  };
  if (!(await mediaTypeAt(baseUrl))?.startsWith('application/problem+json')) return silent;
  if ((await mediaTypeAt(`${baseUrl}/crm/customers`)) !== null) return UNREACHABLE;
  // Once more: a network that failed at just that moment is no refusal.
  if ((await mediaTypeAt(baseUrl)) === null) return silent;
  return {
    code: 'origin_blocked',
    detail: `The server does not answer pages of ${location.origin}: its operator has to allow that origin.`,
  };
}

const LOCAL = /^(localhost|127\..*|\[::1\])$/;

const UNREACHABLE = {
  code: 'unreachable',
  detail: 'The server cannot be reached: try again shortly.',
} as const;
const OFFLINE = { code: 'offline', detail: 'You are offline: try again when you are connected.' } as const;

interface Surroundings {
  navigator?: { onLine?: boolean };
  location?: { origin: string; href: string };
}
