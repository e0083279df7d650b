// How often Firebase Auth is asked about callers whose token has no role.
import { Problem } from '../../standards/problem.ts';
import { type Claims, roleOf } from './claims.ts';

/**
 * Anyone may be able to sign up and call, and each look-up costs quota and 0.4 ms of the processor. So while the account has no
 * role either, its caller is looked up `LOOK_UPS` times in `WINDOW_MS`: enough for somebody who has just been given a role. After that
 * the refusal is repeated. Only a look-up lets anybody in.
 */
export class RoleLessCallers {
  readonly #callers = new Map<string, { until: number; lookUps: number; last: Promise<Claims> }>();

  /** The claims of the caller's account. Throws what `lookUp` throws, which may be a 401 of a moment ago. */
  async claims(uid: string, lookUp: () => Promise<Claims>): Promise<Claims> {
    const now = performance.now();
    const known = this.#callers.get(uid);
    const isRecent = known !== undefined && now < known.until;
    if (isRecent && known.lookUps >= LOOK_UPS) return known.last;
    const answer = lookUp();
    const last = answer.then(
      (claims) => {
        if (roleOf(claims) !== null) this.#callers.delete(uid);
        return {};
      },
      (error: unknown) => {
        if (error instanceof Problem && error.status === 401) throw error;
        return {};
      },
    );
    // Whoever waits for `answer` hears of its failure; nobody may ever ask for `last`.
    last.catch(() => undefined);
    if (isRecent) Object.assign(known, { lookUps: known.lookUps + 1, last });
    else this.#remember(uid, { until: now + WINDOW_MS, lookUps: 1, last });
    return answer;
  }

  #remember(uid: string, caller: { until: number; lookUps: number; last: Promise<Claims> }): void {
    // Behind all others, so that the first of the map is the oldest.
    this.#callers.delete(uid);
    const [oldest] = this.#callers.keys();
    if (oldest !== undefined && this.#callers.size >= MAX_CALLERS) this.#callers.delete(oldest);
    this.#callers.set(uid, caller);
  }
}

const LOOK_UPS = 2;
const WINDOW_MS = 60_000;

/** About 2 MB. */
const MAX_CALLERS = 10_000;
