import pino from 'pino';
import type { Clock } from './clock.ts';

export interface Log {
  info(where: string, text: string): void;
  warn(where: string, text: string): void;
  fail(where: string, text: string): void;
  /** At most one line a second for one `where`; the next line says how many were left out. */
  seldom(where: string, text: string): void;
}

const SELDOM_MS = 1000;

/** Lines of JSON on stderr: time, level, where, text. */
export const pinoLog = (clock: Clock, level = 'info'): Log => {
  const out = pino(
    { level, base: null, timestamp: () => `,"atMs":${Math.round(clock.nowMs())}` },
    pino.destination({ fd: 2, sync: true }),
  );
  return withSeldom(clock, {
    info: (where, text) => out.info({ where }, text),
    warn: (where, text) => out.warn({ where }, text),
    fail: (where, text) => out.error({ where }, text),
  });
};

/** Adds the rate-limited line to any three-level log. */
export const withSeldom = (clock: Clock, log: Omit<Log, 'seldom'>): Log => {
  const last = new Map<string, { atMs: number; left: number }>();
  return {
    ...log,
    seldom(where, text) {
      const now = clock.nowMs();
      const before = last.get(where);
      if (before && now - before.atMs < SELDOM_MS) {
        before.left++;
        return;
      }
      if (last.size > 1000) last.clear();
      last.set(where, { atMs: now, left: 0 });
      log.warn(where, before?.left ? `${text} (and ${before.left} more)` : text);
    },
  };
};

/** Says nothing. */
export const silentLog: Log = { info() {}, warn() {}, fail() {}, seldom() {} };
