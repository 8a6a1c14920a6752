import type { Text } from '#contracts/ids';
import type { OutputPatch } from '#contracts/output';
import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { SoundDesk } from '#contracts/sound';
import type { DisplayAudio, SoundState } from '#contracts/status';
import { audioDevices } from './devices.ts';
import { musicBox, musicMaker } from './music/box.ts';
import { player } from './player.ts';
import type { LocalPanic } from './quiet.ts';

export interface SoundParts {
  readonly id: string;
  readonly page: Document;
  readonly nowMs: () => number;
  readonly showMs: (localMs: number) => number;
}

/** What a display does with the show's sound. */
export interface DisplaySound {
  hear(desk: SoundDesk): void;
  /** The music that answers, and its notes ahead of their time. */
  music(desk: MusicDesk): void;
  notes(run: number, notes: readonly ScoreNote[]): void;
  /** A show came: this one again, or another version. */
  renew(): void;
  panic(panic: LocalPanic, panicS: number): void;
  /** Every animation frame. `open`: light that PANIC and blackout leave, for the line on the page. */
  frame(output: OutputPatch, open: number): void;
  readonly state: SoundState;
  readonly unplayable: string | null;
  /** Where its sound can go. */
  readonly audio: DisplayAudio;
  /** Asks whoever stands at the display for the names of its devices; true: they are told now. */
  askDevices(): Promise<boolean>;
  readonly tap: { readonly context: AudioContext; readonly node: AudioNode } | null;
}

const ASK: Text = {
  en: 'Press any key for sound',
  ko: '소리를 켜려면 아무 키나 누르세요',
};
const LINE: Partial<CSSStyleDeclaration> = {
  position: 'fixed',
  right: '1rem',
  bottom: '1rem',
  margin: '0',
  font: '13px/1.4 system-ui, sans-serif',
  color: '#cfc8b8',
  textShadow: '0 0 4px #000',
  pointerEvents: 'none',
};
/** A browser that lets sound through at once needs no word. */
const PATIENCE_MS = 1500;
const HEAD_MS = 10_000;

const whole = async (url: string): Promise<ArrayBuffer> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
};

/** The conductor tags each content of a file (RFC 9110, 8.8.3). */
const tagOf = async (url: string): Promise<string | null> => {
  const response = await fetch(url, { method: 'HEAD', cache: 'no-store' });
  return response.ok ? response.headers.get('etag') : null;
};

const element = (url: string): HTMLAudioElement => {
  const made = new Audio();
  made.preload = 'auto';
  made.src = url;
  return made;
};

/** Length as the browser's media reader says; null where it cannot read the file or does not say within ten seconds. */
const durationOf = (url: string): Promise<number | null> =>
  new Promise((done) => {
    const head = new Audio();
    const end = (seconds: number | null): void => {
      head.onloadedmetadata = null;
      head.onerror = null;
      head.removeAttribute('src');
      done(seconds);
    };
    head.onloadedmetadata = () => end(Number.isFinite(head.duration) ? head.duration : null);
    head.onerror = () => end(null);
    AbortSignal.timeout(HEAD_MS).addEventListener('abort', () => end(null));
    head.preload = 'metadata';
    head.src = url;
  });

/** The line that asks for a touch: on displays that play sound, until the first one. */
const askingLine = (page: Document) => {
  let line: HTMLElement | null = null;
  let sinceMs: number | null = null;
  return (isAsked: boolean, open: number, nowMs: number): void => {
    sinceMs = isAsked ? (sinceMs ?? nowMs) : null;
    const isShown = sinceMs !== null && nowMs - sinceMs >= PATIENCE_MS;
    if (isShown && !line) {
      line = page.createElement('p');
      line.id = 'sound-asks';
      line.textContent = `${ASK.en} · ${ASK.ko}`;
      Object.assign(line.style, LINE);
      page.body.append(line);
    }
    if (!isShown) {
      line?.remove();
      line = null;
    }
    if (line) line.style.opacity = String(0.6 * open);
  };
};

export const displaySound = (parts: SoundParts): DisplaySound => {
  const log = (what: string): void => console.warn(what);
  const music = musicBox({ maker: musicMaker, nowMs: parts.nowMs, log });
  const sounds = player({
    ...parts,
    music,
    context: () => new AudioContext({ latencyHint: 'interactive' }),
    fetch: whole,
    durationOf,
    tagOf: (url) => tagOf(url).catch(() => null),
    element,
    log,
  });
  const ask = askingLine(parts.page);
  const media = Reflect.get(navigator, 'mediaDevices') as MediaDevices | undefined;
  const devices = audioDevices({ canChoose: 'setSinkId' in AudioContext.prototype, media });
  const look = (): void => void devices.look();
  look();
  media?.addEventListener('devicechange', look);
  let used: OutputPatch | null = null;
  for (const touch of ['keydown', 'pointerdown'])
    addEventListener(touch, () => sounds.state === 'waiting' && sounds.wake(), { capture: true });

  return {
    hear: sounds.hear,
    music: music.hear,
    notes: music.notes,
    renew: sounds.renew,
    panic: sounds.panic,
    frame(output, open) {
      // Whether it plays where nothing is set the conductor decides: it then tells it nothing.
      if (output !== used) sounds.use(output.sound ?? true, output.soundDevice ?? null);
      used = output;
      sounds.frame();
      ask(sounds.state === 'waiting', open, parts.nowMs());
    },
    get state() {
      return sounds.state;
    },
    get unplayable() {
      return sounds.unplayable;
    },
    get audio() {
      return devices.audio;
    },
    askDevices: devices.ask,
    get tap() {
      return sounds.tap;
    },
  };
};
