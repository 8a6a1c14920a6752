/** So long one hears a piece, with its fades, milliseconds. */
const LISTEN_MS = 14_000;
const FADE_MS = 1_600;
const LEVEL = 0.8;

/** How loud it is at a time: up slowly, down slowly. */
export const listenLevel = (ms: number): number =>
  LEVEL * Math.max(0, Math.min(1, ms / FADE_MS, (LISTEN_MS - ms) / FADE_MS));

/** A short listen to what the show offers, one at a time. */
export const listenShort = (nowMs: () => number, changed: () => void) => {
  const audio = new Audio();
  let id: string | null = null;
  let begunMs: number | null = null;

  const stop = (): void => {
    if (id === null) return;
    id = null;
    begunMs = null;
    audio.pause();
    audio.removeAttribute('src');
    audio.load();
    changed();
  };
  audio.addEventListener('ended', stop);
  audio.addEventListener('error', () => {
    if (audio.hasAttribute('src')) stop();
  });
  audio.addEventListener('playing', () => {
    begunMs ??= nowMs();
  });
  return {
    playing: (): string | null => id,
    stop,
    /** Begins to play it, or ends it where it plays. */
    turn(next: string): void {
      const wasThis = id === next;
      stop();
      if (wasThis) return;
      id = next;
      audio.volume = 0;
      audio.src = `/sounds/${encodeURIComponent(next)}`;
      audio.play().catch(stop);
      changed();
    },
    frame(now: number): void {
      if (begunMs === null) return;
      const ms = now - begunMs;
      audio.volume = listenLevel(ms);
      if (ms >= LISTEN_MS) stop();
    },
  };
};
