import type { StageShow } from '#contracts/wire';
import { type HeldFile, handOverAll, holdFile } from './hand-over.ts';
import type { Indicator } from './indicator.ts';
import { missingHere, type Recording, startRecording } from './recorder.ts';
import { browserStore } from './store.ts';
import { tagsOf } from './tags.ts';
import { RECORDING_WORDS as WORDS } from './words.ts';

/** The recording as the stage page sees it. */
export interface RecordingControl {
  /** Starts or ends it. */
  toggle(): void;
  /** What is on the screen now. `engine`: whose pictures are seen in it; null: nobody's. */
  frame(canvas: HTMLCanvasElement, nowMs: number, engine: string | null): void;
}

export interface ControlParts {
  readonly canvas: HTMLCanvasElement;
  readonly indicator: Indicator;
  show(): StageShow | null;
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Show time of what is on the screen now; null without a conductor. */
  showMs(): number | null;
}

const STAMP = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

/** `yeoun-first-light-2026-11-22-203015.webm`, in the time of this machine. */
export const recordingName = (show: string | null, nowMs: number): string => {
  const stamp = STAMP.format(nowMs).replace(/:/g, '').replace(/\s/g, '-');
  return `${['yeoun', show, stamp].filter((part) => part !== null).join('-')}.webm`;
};

const aboutShow = (show: StageShow | null) => ({
  title: show?.title ?? null,
  seed: show?.seed ?? null,
});

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export const recordingControl = (parts: ControlParts): RecordingControl => {
  const { indicator, canvas } = parts;
  const engines = new Set<string>();
  let recording: Recording | null = null;
  /** Show time of the first picture, known once that was drawn. */
  let startMs: number | null | undefined;
  let file: HeldFile | null = null;
  /** While it starts or ends, nothing else begins. */
  let isBusy = false;

  const say = (error: unknown): void => {
    console.error(error);
    indicator.say(WORDS.failed, { why: reasonOf(error) });
  };

  const begin = async (): Promise<void> => {
    const missing = missingHere();
    if (missing) {
      const { en, ko } = WORDS[missing];
      return indicator.say({ en: `cannot record: ${en}`, ko: `녹화할 수 없습니다: ${ko}` });
    }
    await handOverAll(parts.nowMs());
    engines.clear();
    startMs = undefined;
    const show = parts.show();
    file = await holdFile(recordingName(show?.id ?? null, parts.nowMs()));
    recording = await startRecording({
      name: file.name,
      tags: tagsOf({ ...aboutShow(show), engines: [], startMs: null, begins: true }),
      size: { width: canvas.width, height: canvas.height },
      app: 'Yeoun',
      store: browserStore,
      failed: (why) => void end(why),
    });
    indicator.mark(true);
    indicator.say(WORDS.started);
  };

  const end = async (why: string | null): Promise<void> => {
    const ending = recording;
    recording = null;
    if (!ending) return;
    indicator.mark(false);
    const about = {
      ...aboutShow(parts.show()),
      engines: [...engines],
      startMs: startMs ?? null,
    };
    try {
      const { bytes, seconds, missed } = await ending.stop(tagsOf(about));
      const values = { seconds: seconds.toFixed(0), mb: (bytes / 1e6).toFixed(1), missed };
      if (why !== null) indicator.say(WORDS.broke, { why });
      else indicator.say(missed > 0 ? WORDS.missed : WORDS.stopped, values);
    } catch (error) {
      console.error(error);
      indicator.say(WORDS.broke, { why: why ?? reasonOf(error) });
    }
    await file?.letGo();
    await handOverAll(parts.nowMs());
  };

  const unbegun = async (error: unknown): Promise<void> => {
    await file?.letGo();
    throw error;
  };

  return {
    toggle() {
      if (isBusy) return;
      isBusy = true;
      void (recording ? end(null) : begin().catch(unbegun)).catch(say).finally(() => {
        isBusy = false;
      });
    },
    frame(seen, nowMs, engine) {
      if (!recording) return;
      if (engine !== null) engines.add(engine);
      if (startMs === undefined) startMs = parts.showMs();
      recording.picture(seen, nowMs);
    },
  };
};
