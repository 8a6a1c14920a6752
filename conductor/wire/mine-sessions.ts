import { createHash, randomBytes } from 'node:crypto';

/** A page that is left open by itself on a gallery's tablet: after so long it asks for the code again. */
export const IDLE_MS = 10 * 60_000;
/** The oldest gives way. */
const MOST = 256;
export const MINE_COOKIE = 'yeoun-mine';

interface Session {
  readonly memory: string;
  usedMs: number;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Who showed a code lately. In memory alone: a restart asks for the code again. */
export const mineSessions = () => {
  const all = new Map<string, Session>();
  return {
    /** @returns the cookie's value */
    begin(memory: string, nowMs: number): string {
      const token = randomBytes(24).toString('base64url');
      all.set(hashOf(token), { memory, usedMs: nowMs });
      const [oldest] = all.keys();
      if (all.size > MOST && oldest !== undefined) all.delete(oldest);
      return token;
    },
    /** The memory of a cookie; null where it is none of ours or was idle for too long. */
    memoryOf(token: string | undefined, nowMs: number): string | null {
      const key = token === undefined ? '' : hashOf(token);
      const found = all.get(key);
      if (!found) return null;
      if (nowMs - found.usedMs > IDLE_MS) {
        all.delete(key);
        return null;
      }
      found.usedMs = nowMs;
      return found.memory;
    },
    end(token: string | undefined): void {
      if (token !== undefined) all.delete(hashOf(token));
    },
    /** Of a memory that is gone. */
    endAll(memory: string): void {
      for (const [key, one] of all) if (one.memory === memory) all.delete(key);
    },
  };
};

/** The header that lets a browser see one memory; an empty value takes it back. */
export const mineCookie = (token: string, loopbackDoor: boolean): Record<string, string> => ({
  'set-cookie':
    `${MINE_COOKIE}=${token}; Path=/mine; ${token === '' ? 'Max-Age=0; ' : ''}` +
    `HttpOnly; SameSite=Strict${loopbackDoor ? '' : '; Secure'}`,
});
