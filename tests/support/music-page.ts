import type { Page } from 'playwright-core';

/** All that a stage page's sound road carries, as one channel, and what its audio clock is in wall time. */
export interface Recorded {
  readonly rateHz: number;
  /** Frame of the audio clock at which it begins. */
  readonly fromFrame: number;
  readonly samples: Float32Array;
  /** Readings: milliseconds since the Unix epoch at which second 0 of the audio clock was heard. */
  readonly zerosMs: readonly number[];
}

const TAPE = `registerProcessor('tape', class extends AudioWorkletProcessor {
  kept = [];
  from = 0;
  process([[left, right]]) {
    const mixed = new Float32Array(128);
    for (let i = 0; i < 128; i++) mixed[i] = ((left?.[i] ?? 0) + (right?.[i] ?? left?.[i] ?? 0)) / 2;
    if (this.kept.length === 0) this.from = currentFrame;
    this.kept.push(mixed);
    if (this.kept.length < 64) return true;
    this.port.postMessage({ from: this.from, kept: this.kept });
    this.kept = [];
    return true;
  }
});`;

/** Keeps every sample from now on. The page is opened with `bypassCSP`. */
export const recordSound = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => window.__stage?.sound, undefined, { timeout: 60_000 });
  await page.evaluate(async (code) => {
    const holder = window as unknown as {
      __tape: { from: number; kept: Float32Array[] }[];
      __zeros: number[];
    };
    const sound = window.__stage?.sound;
    if (!sound) throw new Error('no sound');
    holder.__tape = [];
    holder.__zeros = [];
    await sound.context.audioWorklet.addModule(
      URL.createObjectURL(new Blob([code], { type: 'text/javascript' })),
    );
    const tape = new AudioWorkletNode(sound.context, 'tape', { numberOfOutputs: 1 });
    tape.port.onmessage = ({ data }) => {
      holder.__tape.push(data);
      const { contextTime, performanceTime } = sound.context.getOutputTimestamp();
      if (contextTime && performanceTime)
        holder.__zeros.push(performance.timeOrigin + performanceTime - contextTime * 1000);
    };
    sound.node.connect(tape);
    tape.connect(sound.context.destination);
  }, TAPE);
};

/** What was kept until now. */
export const recorded = async (page: Page): Promise<Recorded> => {
  const { rateHz, fromFrame, base64, zerosMs } = await page.evaluate(() => {
    const holder = window as unknown as {
      __tape: { from: number; kept: Float32Array[] }[];
      __zeros: number[];
    };
    const first = holder.__tape[0]?.from ?? 0;
    const last = holder.__tape.at(-1);
    const length = last ? last.from + 128 * last.kept.length - first : 0;
    const pcm = new Int16Array(length);
    for (const { from, kept } of holder.__tape)
      kept.forEach((block, b) => {
        for (let i = 0; i < 128; i++)
          pcm[from - first + b * 128 + i] = Math.round((block[i] ?? 0) * 32_767);
      });
    const bytes = new Uint8Array(pcm.buffer);
    let text = '';
    for (let i = 0; i < bytes.length; i += 32_768)
      text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
    return {
      rateHz: window.__stage?.sound?.context.sampleRate ?? 0,
      fromFrame: first,
      base64: btoa(text),
      zerosMs: holder.__zeros,
    };
  });
  const bytes = Buffer.from(base64, 'base64');
  const pcm = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  return { rateHz, fromFrame, samples: Float32Array.from(pcm, (x) => x / 32_768), zerosMs };
};
