import type { Text } from '#contracts/ids';
import { STREAM_KIND_INFO } from '#contracts/sensor';
import { soundAnalyser } from '../../sensors/features/music/analyser.ts';
import type { Stop } from '../net/index.ts';
import { deviceClock } from '../sensor-page/device-clock.ts';
import { PageTrouble, type SensorRun } from '../sensor-page/index.ts';
import { fill } from '../shared-ui/language.ts';
import type { Inputs } from './inputs.ts';
import { type Listening, listenTo } from './listen.ts';
import { noteName } from './notes.ts';
import { MICROPHONE } from './words.ts';

export interface HearingView {
  level(text: Text): void;
  pitch(text: Text): void;
}

/** A pitch below this clarity is not shown. */
const CLEAR = 0.85;
/** Digital silence for so many frames: somebody muted the input. */
const SILENT_DB = -120;
const SILENT_FRAMES = 100;
const SHOW_EVERY = 5;

const filled = (text: Text, values: Record<string, string | number>): Text => ({
  en: fill(text.en, values),
  ko: fill(text.ko, values),
});

/** Says what will come; a rate of 0: no input is open yet. */
const announce = (run: SensorRun, rateHz: number): void => {
  const channels = [...STREAM_KIND_INFO.sound.channels];
  run.announce({
    label: MICROPHONE.label,
    streams: [{ name: 'sound', kind: 'sound', channels, rateHz }],
  });
};

/** Turns sound into frames of five numbers and hands those on; the sound itself stays here. */
const analysed = (run: SensorRun, sampleRateHz: number, view: HearingView) => {
  const analyser = soundAnalyser(sampleRateHz);
  const clock = deviceClock();
  let frames = 0;
  let silent = 0;
  announce(run, sampleRateHz / analyser.hop);
  const show = (level: number, pitch: number, clarity: number): void => {
    view.level(filled(MICROPHONE.level, { db: Math.max(-99, level).toFixed(0) }));
    const clear = pitch > 0 && clarity >= CLEAR;
    view.pitch(
      clear
        ? filled(MICROPHONE.pitch, { note: noteName(pitch), hz: pitch.toFixed(0) })
        : MICROPHONE.noPitch,
    );
  };
  return (pcm: Float32Array, endMs: number): void => {
    const atMs = clock(endMs, run.nowMs());
    for (const frame of analyser.push(pcm)) {
      const [level = SILENT_DB, , pitch = 0, clarity = 0] = frame;
      run.send('sound', frame, atMs);
      run.trace([level]);
      silent = level <= SILENT_DB ? silent + 1 : 0;
      if (silent === SILENT_FRAMES) run.notice(MICROPHONE.muted);
      if (silent === 0 && frames % SHOW_EVERY === 0) run.notice(null);
      if (frames++ % SHOW_EVERY === 0) show(level, pitch, clarity);
    }
  };
};

const textOf = (error: unknown): Text =>
  error instanceof PageTrouble ? error.text : MICROPHONE.refused;

/**
 * Listens until stopped. An input that is not there, from the start or since it was pulled out, is waited
 * for: the wished one, or any where none was wished. Rejects where plugging something in mends nothing.
 */
export const hearing = async (run: SensorRun, choice: Inputs, view: HearingView): Promise<Stop> => {
  let listening: Listening | null = null;
  let stopped = false;
  let opening = false;
  let isAskedAgain = false;
  /** What is said of an input that is not there. */
  let absent: Text = choice.chosen() === null ? MICROPHONE.none : MICROPHONE.unplugged;

  const open = async (): Promise<void> => {
    let take: ((pcm: Float32Array, endMs: number) => void) | null = null;
    const next = await listenTo(choice.chosen(), {
      pcm: (pcm, endMs) => take?.(pcm, endMs),
      ended,
    });
    if (stopped) return next.stop();
    listening?.stop();
    listening = next;
    absent = MICROPHONE.unplugged;
    take = analysed(run, next.sampleRateHz, view);
    run.notice(null);
  };
  const wait = (why: Text): void => {
    listening?.stop();
    listening = null;
    run.notice(why);
    run.waits(why);
  };
  const ended = (): void => {
    wait(absent);
    // The change of devices may have come before the end.
    void reopen();
  };
  /** One opening at a time; what is asked for meanwhile comes after it. */
  const inTurn = async (act: () => Promise<void>): Promise<void> => {
    opening = true;
    isAskedAgain = false;
    try {
      await act();
    } finally {
      opening = false;
    }
    if (isAskedAgain) void reopen();
  };
  const reopen = async (): Promise<void> => {
    isAskedAgain = true;
    if (stopped || opening) return;
    await inTurn(async () => {
      await choice.renew();
      // What cannot be opened now is tried again when something is plugged in or chosen.
      await open().catch((error: unknown) => {
        const why = textOf(error);
        if (!stopped) wait(why === MICROPHONE.none ? absent : why);
      });
    });
  };
  const changed = (): void => {
    if (!listening) void reopen();
  };

  const stopChoice = choice.onChange(() => void reopen());
  navigator.mediaDevices.addEventListener('devicechange', changed);
  const stop = (): void => {
    stopped = true;
    stopChoice();
    navigator.mediaDevices.removeEventListener('devicechange', changed);
    listening?.stop();
  };
  try {
    await inTurn(open);
  } catch (error) {
    if (textOf(error) !== MICROPHONE.none) {
      stop();
      throw error;
    }
    announce(run, 0);
    wait(absent);
    if (isAskedAgain) void reopen();
  }
  return stop;
};
