import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openEar } from '../../conductor/memory/speech/ear.ts';
import { openHouseSpeech, weightsIn } from '../../conductor/memory/speech/open.ts';
import { OPENERS } from '../../conductor/memory/speech/openers.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { ROOT, startConductor } from '../support/conductor.ts';
import { dataFolder } from '../support/data.ts';
import {
  crowd,
  hasSox,
  hasSpeech,
  NOISES,
  noise,
  pcmOf,
  speechFiles,
  withSox,
} from './memory-speech-noise.ts';
import { wordErrors, wordsOf } from './memory-speech-words.ts';

const HZ = 16_000;
const FRAME = 1_600;
const NO_MODELS = '/nowhere';
/** How often each clip is read aloud. */
const ROUNDS = 3;
/** Silence after a clip, and the longest that a last text is waited for, ms. */
const AFTER_MS = 1_500;
const WAITS_MS = 6_000;

const none = (reason: string): Measured => ({ value: null, n: 0, load: '', reason });
const machine = (): string =>
  `${cpus().length} processors, load average ${loadavg()[0]?.toFixed(1)} at the end`;

/** First and last moment of a clip that is within 35 dB of its loudest, seconds. */
const spoken = (pcm: Float32Array): [beginS: number, endS: number] => {
  const step = HZ / 100;
  const levels = Array.from(
    { length: Math.floor(pcm.length / step) },
    (_, i) =>
      10 *
      Math.log10(
        pcm.subarray(i * step, (i + 1) * step).reduce((sum, x) => sum + x * x, 1e-9) / step,
      ),
  );
  const least = Math.max(...levels) - 35;
  return [
    levels.findIndex((level) => level > least) / 100,
    (levels.findLastIndex((level) => level > least) + 1) / 100,
  ];
};

interface Read {
  readonly file: string;
  readonly text: string;
  /** From the begin of the voice to the first text; from its end to the last. */
  readonly firstMs: number;
  readonly finalMs: number;
}

/** Reads every clip aloud, at the speed of life, to an ear with a thread of its own. */
const readAloud = async (): Promise<Read[]> => {
  const timing = scheduler(systemClock(), () => {});
  const until = (ms: number): Promise<void> => new Promise((done) => void timing.after(ms, done));
  const nobody = { on: () => () => {} };
  const context = {
    timing,
    osc: nobody,
    pages: nobody,
    announce() {},
    emit() {},
    state() {},
    refuse() {},
  };
  const speech = openHouseSpeech({
    config: { root: ROOT, models: NO_MODELS },
    timing,
    context,
    lamps: { set() {}, list: () => [] },
    body: () => 'visitor',
  });
  const reads: Read[] = [];
  try {
    for (let waits = 0; speech.hears().en !== 'ready' && waits < 300; waits++) await until(100);
    let seq = 0;
    for (let round = 0; round < ROUNDS; round++)
      for (const file of speechFiles()) {
        const clip = pcmOf(file);
        const [beginS, endS] = spoken(clip);
        const told = { firstMs: Number.POSITIVE_INFINITY, finalMs: Number.POSITIVE_INFINITY };
        const texts: string[] = [];
        const listening = speech.listen({
          lang: 'en',
          partial(text) {
            if (text !== '') told.firstMs = Math.min(told.firstMs, timing.nowMs());
          },
          final(text) {
            texts.push(text);
            told.firstMs = Math.min(told.firstMs, timing.nowMs());
            told.finalMs = timing.nowMs();
          },
          voice() {},
          trouble() {},
        });
        const startMs = timing.nowMs();
        const pcm = new Int16Array(clip.length + (AFTER_MS / 1000) * HZ);
        clip.forEach((x, i) => {
          pcm[i] = Math.round(x * 32_767);
        });
        for (let at = 0; at + FRAME <= pcm.length; at += FRAME) {
          // A frame leaves the page once its last sample was heard.
          await until(Math.max(0, startMs + (at + FRAME) / 16 - timing.nowMs()));
          listening.push({ seq: seq++, atMs: timing.nowMs(), pcm: pcm.slice(at, at + FRAME) });
        }
        for (let ms = 0; texts.length === 0 && ms < WAITS_MS; ms += 50) await until(50);
        listening.close();
        reads.push({
          file: basename(file, '.wav'),
          text: texts.join(' '),
          firstMs: told.firstMs - startMs - beginS * 1000,
          finalMs: told.finalMs - startMs - endS * 1000,
        });
      }
  } finally {
    await speech.close();
  }
  return reads;
};

/** Once for all rows that need it. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
};

const alone = once(readAloud);
const beside = once(async () => {
  // Its engine paints with the synthetic dancer, as on an evening; it lies at the same priority.
  const conductor = await startConductor(['--fresh']);
  try {
    return await readAloud();
  } finally {
    await conductor.stop();
  }
});

const delay =
  (reads: () => Promise<Read[]>, which: 'firstMs' | 'finalMs', what: string) =>
  async (): Promise<Measured> => {
    if (!hasSpeech()) return none('../shared/data/speech-en is not there (or set YEOUN_DATA).');
    const all = (await reads()).map((read) => read[which]);
    return {
      value: quantile(all, 0.95),
      n: all.length,
      load: `${speechFiles().length} clips read aloud ${ROUNDS} times at the speed of life in frames of 100 ms, through the thread of the ear; ${what}; p50 ${quantile(all, 0.5).toFixed(0)} ms, worst ${quantile(all, 1).toFixed(0)} ms; ${machine()}`,
    };
  };

const transcripts = (): Map<string, string> =>
  new Map(
    readFileSync(dataFolder('speech-en', 'librivox', 'transcription'), 'utf8')
      .split('\n')
      .flatMap((line) => {
        const found = /<s>(.*)<\/s>\s*\((.*)\)/.exec(line);
        return found ? [[found[2] ?? '', found[1] ?? ''] as const] : [];
      }),
  );

const wer = async (): Promise<Measured> => {
  if (!hasSpeech()) return none('../shared/data/speech-en is not there (or set YEOUN_DATA).');
  const meant = transcripts();
  let errors = 0;
  let words = 0;
  for (const { file, text } of await alone()) {
    const reference = wordsOf(meant.get(file) ?? '');
    errors += wordErrors(reference, wordsOf(text));
    words += reference.length;
  }
  return {
    value: (100 * errors) / words,
    n: words,
    load: `${errors} errors, pooled; the texts that were done, as the ear cut them; case, punctuation and hyphens left out, numbers and titles spelled; nothing else runs by our doing; ${machine()}`,
  };
};

/** Every text, shown or done, that an ear tells of a sound. */
const texts = async (sounds: readonly { readonly name: string; readonly pcm: Float32Array }[]) => {
  const { en } = weightsIn({ root: ROOT, models: NO_MODELS });
  if (!en) throw new Error('Moonshine is not installed.');
  const net = await OPENERS.net(
    join(ROOT, 'node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx'),
  );
  const recogniser = await OPENERS.recogniser(en);
  const { nowMs } = systemClock();
  const found: { name: string; shown: number; done: number }[] = [];
  for (const { name, pcm } of sounds) {
    const count = { name, shown: 0, done: 0 };
    const ear = openEar({
      net,
      recogniser,
      nowMs,
      partial(text) {
        if (text !== '') count.shown++;
      },
      final() {
        count.done++;
      },
      voice() {},
      lost() {},
      failed(error) {
        throw error;
      },
    });
    for (let at = 0; at < pcm.length; at += FRAME) {
      ear.push(pcm.slice(at, at + FRAME));
      await ear.settled();
    }
    await ear.end();
    ear.close();
    found.push(count);
  }
  await recogniser.close();
  await net.close();
  return found;
};

const told = (found: Awaited<ReturnType<typeof texts>>): string =>
  found.map(({ name, shown, done }) => `${name}: ${shown} shown, ${done} done`).join('; ');

const counted = async (
  seconds: number,
  sounds: Parameters<typeof texts>[0],
  what: string,
): Promise<Measured> => {
  const found = await texts(sounds);
  return {
    value: found.reduce((sum, { shown, done }) => sum + shown + done, 0),
    n: Math.round(seconds),
    load: `${what}; ${told(found)}; texts shown for a moment count too; faster than life, every frame heard to its end`,
  };
};

const CROWDS = [3, 6, 12] as const;

export const benches: Bench[] = [
  {
    name: 'memory-first-partial',
    unit: 'ms',
    op: '<=',
    goal: 1000,
    run: delay(
      alone,
      'firstMs',
      'from the begin of the voice to the first text; nothing else runs by our doing',
    ),
  },
  {
    name: 'memory-final',
    unit: 'ms',
    op: '<=',
    goal: 1500,
    run: delay(
      alone,
      'finalMs',
      'from the end of the last word to the text that is done; nothing else runs by our doing',
    ),
  },
  {
    name: 'memory-first-partial-beside',
    unit: 'ms',
    op: '<=',
    goal: 1000,
    run: delay(beside, 'firstMs', 'a conductor of its own runs beside with its engine painting'),
  },
  {
    name: 'memory-final-beside',
    unit: 'ms',
    op: '<=',
    goal: 1500,
    run: delay(beside, 'finalMs', 'a conductor of its own runs beside with its engine painting'),
  },
  { name: 'memory-wer', unit: '%', op: '<=', goal: 5, run: wer },
  {
    name: 'memory-noise-texts',
    unit: 'texts',
    op: '<=',
    goal: 0,
    run: () => {
      if (!hasSox()) return Promise.resolve(none('sox is not installed.'));
      if (!hasSpeech())
        return Promise.resolve(none('../shared/data/speech-en is not there (or set YEOUN_DATA).'));
      return withSox(async (sox, at) =>
        counted(
          600,
          [
            ...NOISES.map(({ name, synth }) => ({ name, pcm: noise(synth, 150, sox, at) })),
            ...CROWDS.map((voices) => ({
              name: `${voices} voices backwards`,
              pcm: crowd(voices, 50, sox, at),
            })),
          ],
          '10 minutes of sox noise: 150 s each of white, pink and hum, and 50 s each of crowds of reversed speech',
        ),
      );
    },
  },
  {
    name: 'memory-reversed-talker-texts',
    unit: 'texts',
    op: '<=',
    goal: 0,
    run: () => {
      if (!(hasSox() && hasSpeech()))
        return Promise.resolve(none('sox or ../shared/data/speech-en is not there.'));
      return withSox(async (sox, at) =>
        counted(
          120,
          [1, 2].map((voices) => ({
            name: `${voices} backwards`,
            pcm: crowd(voices, 60, sox, at),
          })),
          'harder than a crowd: one and two people who speak backwards, a minute each',
        ),
      );
    },
  },
];
