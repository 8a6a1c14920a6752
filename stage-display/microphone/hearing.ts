import type { Text } from '#contracts/ids';
import { STREAM_KIND_INFO } from '#contracts/sensor';
import { soundAnalyser } from '../../sensors/features/music/analyser.ts';
import type { Stop } from '../net/index.ts';
import { deviceClock } from '../sensor-page/device-clock.ts';
import type { SensorRun } from '../sensor-page/index.ts';
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

/** Turns sound into frames of five numbers and hands those on; the sound itself stays here. */
const analysed = (run: SensorRun, sampleRateHz: number, view: HearingView) => {
  const analyser = soundAnalyser(sampleRateHz);
  const clock = deviceClock();
  const { channels } = STREAM_KIND_INFO.sound;
  let frames = 0;
  let silent = 0;
  run.announce({
    label: MICROPHONE.label,
    streams: [
      {
        name: 'sound',
        kind: 'sound',
        channels: [...channels],
        rateHz: sampleRateHz / analyser.hop,
      },
    ],
  });
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

/** Listens until stopped; an input that was pulled out is taken up again when it is back. */
export const hearing = async (run: SensorRun, choice: Inputs, view: HearingView): Promise<Stop> => {
  let listening: Listening | null = null;
  let stopped = false;
  let opening = false;

  const open = async (): Promise<void> => {
    let take: ((pcm: Float32Array, endMs: number) => void) | null = null;
    const next = await listenTo(choice.chosen(), {
      pcm: (pcm, endMs) => take?.(pcm, endMs),
      ended,
    });
    if (stopped) return next.stop();
    listening?.stop();
    listening = next;
    take = analysed(run, next.sampleRateHz, view);
  };
  const ended = (): void => {
    listening?.stop();
    listening = null;
    run.notice(MICROPHONE.unplugged);
    run.waits(MICROPHONE.unplugged);
  };
  const reopen = async (): Promise<void> => {
    if (stopped || opening) return;
    opening = true;
    await choice.renew();
    // What cannot be opened now is tried again when something is plugged in.
    await open().catch(() => {});
    opening = false;
  };
  const changed = (): void => {
    if (!listening) void reopen();
  };

  await open();
  const stopChoice = choice.onChange(() => void reopen());
  navigator.mediaDevices.addEventListener('devicechange', changed);
  return () => {
    stopped = true;
    stopChoice();
    navigator.mediaDevices.removeEventListener('devicechange', changed);
    listening?.stop();
  };
};
