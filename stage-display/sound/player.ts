import type { LevelFade, SoundDesk, Voice } from '#contracts/sound';
import type { SoundState } from '#contracts/status';
import { audioTime, zeroOf } from './context-time.ts';
import { type AudioTime, sameFade, steady } from './fade.ts';
import { type Loaded, soundFiles } from './files.ts';
import { INSTRUMENTS_URL, type MusicBox } from './music/box.ts';
import { type LocalPanic, quietOf } from './quiet.ts';
import { follow } from './ramp.ts';
import { openRoad, type Road } from './road.ts';
import { bufferSounding, type Sounding, streamSounding } from './sounding.ts';

export interface PlayerParts {
  /** Voices of other displays are not ours. */
  readonly id: string;
  /** Throws where the browser has none. */
  readonly context: () => AudioContext;
  readonly fetch: (url: string) => Promise<ArrayBuffer>;
  readonly durationOf: (url: string) => Promise<number | null>;
  readonly tagOf: (url: string) => Promise<string | null>;
  readonly element: (url: string) => HTMLAudioElement;
  readonly nowMs: () => number;
  /** Show time at a page time. */
  readonly showMs: (localMs: number) => number;
  readonly log: (what: string) => void;
  /** The music that answers goes the same road. */
  readonly music?: MusicBox;
}

/** Plays what the conductor says, in time with it; goes on without it, and falls silent with this display's own PANIC. */
export interface Player {
  hear(desk: SoundDesk): void;
  /** Files may have changed under their names. */
  renew(): void;
  /** How this display's own PANIC stands; call it whenever it changes, and as often as you like. */
  panic(panic: LocalPanic, panicS: number): void;
  /** Whether this display plays sound, and on which device; its default where null. */
  use(isOn: boolean, device: string | null): void;
  /** Keeps voices in their place; call it every animation frame. */
  frame(): void;
  /** Somebody touched the page: browsers want that once. */
  wake(): void;
  readonly state: SoundState;
  readonly unplayable: string | null;
  /** Tests: the end of the road. */
  readonly tap: { readonly context: AudioContext; readonly node: AudioNode } | null;
}

interface Held {
  voice: Voice;
  readonly gain: GainNode;
  /** What the gain was told last. */
  fade: LevelFade | null;
  sounding: Sounding | null;
}

/** A device that went away is tried again so often; a road that stays dead is built anew. */
const RETRY_MS = 2000;
const TEND_MS = 100;
const NOTHING: SoundDesk = {
  voices: [],
  preload: [],
  master: steady(1, 0),
  over: steady(1, 0),
};

export const player = (parts: PlayerParts): Player => {
  let desk = NOTHING;
  let road: Road | null = null;
  let isRefused = false;
  let isOn = true;
  let device: string | null = null;
  let deviceFails = false;
  let deviceAskedMs = Number.NEGATIVE_INFINITY;
  let panicked: LocalPanic = 'off';
  let silence: LevelFade = steady(1, 0);
  const told = { master: null as LevelFade | null, over: null as LevelFade | null };
  const held = new Map<string, Held>();
  const clock = audioTime();
  let isLost = false;
  let retriedMs = Number.NEGATIVE_INFINITY;
  let tendedMs = Number.NEGATIVE_INFINITY;

  const files = soundFiles({
    fetch: parts.fetch,
    decode: (bytes) =>
      road ? road.context.decodeAudioData(bytes) : Promise.reject(new Error('no audio')),
    durationOf: parts.durationOf,
    tagOf: parts.tagOf,
    nowMs: parts.nowMs,
  });

  const mine = (): readonly Voice[] =>
    isOn ? desk.voices.filter(({ display }) => display === undefined || display === parts.id) : [];
  const wanted = (): readonly string[] =>
    isOn ? [...new Set([...mine().map(({ url }) => url), ...desk.preload])] : [];

  const unplayable = (): string | null =>
    files.unplayable() ?? (parts.music?.state === 'failed' ? INSTRUMENTS_URL : null);

  /** What a sounding voice holds is not taken from under it. */
  const playing = (): readonly string[] =>
    [...held.values()].flatMap(({ voice, sounding }) => (sounding ? [voice.url] : []));

  /** Opened when the first sound is spoken of, not before. */
  const opened = (): Road | null => {
    const isWanted = wanted().length > 0 || (isOn && parts.music?.wants);
    if (road || isRefused || !isWanted) return road;
    try {
      road = openRoad(parts.context());
      void chooseDevice();
    } catch (error) {
      isRefused = true;
      parts.log(`No audio: ${String(error)}`);
    }
    return road;
  };

  const timeNow = ({ context }: Road): AudioTime => {
    const nowMs = parts.nowMs();
    const stamp = context.getOutputTimestamp();
    const heardS = context.state === 'running' ? (stamp.contextTime ?? null) : null;
    const { currentTime: currentS } = context;
    const latencyS = context.outputLatency || context.baseLatency || 0;
    const heardAtMs = performance.timeOrigin + (stamp.performanceTime ?? 0);
    return clock.read(zeroOf({ heardS, heardAtMs, currentS, nowMs, latencyS }, parts.showMs));
  };

  const chooseDevice = async (): Promise<void> => {
    // The default is not asked for by name: on a machine without a device that alone would be an error.
    if (!road || device === road.device || !('setSinkId' in road.context)) return;
    const asked = device;
    road.device = asked;
    deviceAskedMs = parts.nowMs();
    try {
      const known = asked === null ? [] : await navigator.mediaDevices.enumerateDevices();
      const found = known.find(
        ({ kind, deviceId, label }) =>
          kind === 'audiooutput' && (deviceId === asked || label === asked),
      );
      const setSinkId = Reflect.get(road.context, 'setSinkId') as (id: string) => Promise<void>;
      await setSinkId.call(road.context, found?.deviceId ?? asked ?? '');
      if (device === asked) deviceFails = false;
    } catch (error) {
      // The default goes on; the operator is told.
      if (device === asked) deviceFails = asked !== null;
      parts.log(`No such audio device: ${asked} (${String(error)})`);
    }
  };

  const soundingOf = ({ context }: Road, url: string, loaded: Loaded, into: GainNode): Sounding =>
    loaded.kind === 'buffer'
      ? bufferSounding(context, loaded.buffer, into)
      : streamSounding(context, parts.element(url), loaded.durationS, into);

  const drop = (id: string, one: Held): void => {
    one.sounding?.stop();
    held.delete(id);
  };

  const tendVoice = (way: Road, voice: Voice, time: AudioTime): void => {
    const before = held.get(voice.id);
    if (before && before.voice.url !== voice.url) drop(voice.id, before);
    let one = held.get(voice.id);
    if (!one) {
      const gain = way.context.createGain();
      gain.gain.value = 0;
      gain.connect(way.master);
      one = { voice, gain, fade: null, sounding: null };
      held.set(voice.id, one);
    }
    one.voice = voice;
    const loaded = one.sounding ? null : files.get(voice.url);
    if (loaded) one.sounding = soundingOf(way, voice.url, loaded, one.gain);
    if (!sameFade(one.fade, voice.level)) {
      one.fade = voice.level;
      follow(one.gain.gain, voice.level, time, way.context.currentTime);
    }
    one.sounding?.tend(voice, time);
  };

  const follows = (): void => {
    if (road?.context.state !== 'running') return;
    follow(road.quiet.gain, silence, timeNow(road), road.context.currentTime);
  };

  /** A device that failed takes the whole road with it: files stay, everything else begins anew. */
  const rebuild = (way: Road): void => {
    for (const [id, one] of held) drop(id, one);
    parts.music?.lost();
    way.context.close().catch(() => {});
    road = null;
    [told.master, told.over] = [null, null];
    opened();
  };

  /** True while the road carries sound. */
  const runs = (way: Road): boolean => {
    if (way.context.state === 'running') {
      way.hasRun = true;
      isLost = false;
      return true;
    }
    isLost ||= way.hasRun;
    const isDue = isLost && parts.nowMs() - retriedMs >= RETRY_MS;
    if (isDue) {
      retriedMs = parts.nowMs();
      rebuild(way);
    }
    return false;
  };

  const tend = (): void => {
    const way = opened();
    files.want(way ? wanted() : [], playing());
    if (!way || !runs(way)) return;
    if (way.isFresh) follows();
    way.isFresh = false;
    const time = timeNow(way);
    const now = way.context.currentTime;
    if (!sameFade(told.master, desk.master)) follow(way.master.gain, desk.master, time, now);
    if (!sameFade(told.over, desk.over)) follow(way.over.gain, desk.over, time, now);
    [told.master, told.over] = [desk.master, desk.over];
    const voices = mine();
    for (const [id, one] of held) if (!voices.some((v) => v.id === id)) drop(id, one);
    for (const voice of voices) tendVoice(way, voice, time);
    if (isOn) parts.music?.tend({ context: way.context, into: way.master }, time);
  };

  return {
    hear(next) {
      desk = next;
      tend();
    },
    renew: files.renew,
    panic(panic, panicS) {
      if (panic === panicked) return;
      panicked = panic;
      silence = quietOf(silence, panic, panicS, parts.showMs(parts.nowMs()));
      follows();
    },
    use(on, next) {
      const isOther = next !== device;
      isOn = on;
      device = next;
      if (isOther) void chooseDevice();
      tend();
    },
    frame() {
      const nowMs = parts.nowMs();
      if (nowMs - tendedMs < TEND_MS) return;
      tendedMs = nowMs;
      // A device that was not there may have been plugged in meanwhile.
      if (deviceFails && road && nowMs - deviceAskedMs >= RETRY_MS) {
        road.device = null;
        void chooseDevice();
      }
      tend();
    },
    wake() {
      road?.context.resume().then(
        () => {
          follows();
          tend();
        },
        () => {},
      );
    },
    get state() {
      if (!isOn || isRefused) return isRefused ? 'failed' : 'none';
      if (deviceFails || unplayable() !== null) return 'failed';
      if (road && road.context.state !== 'running') return isLost ? 'failed' : 'waiting';
      return parts.music?.state === 'loading' ? 'loading' : 'ready';
    },
    get unplayable() {
      return unplayable();
    },
    get tap() {
      return road && { context: road.context, node: road.quiet };
    },
  };
};
