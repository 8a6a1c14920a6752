import type { Page } from 'playwright-core';

/** How loud the end of a stage page's sound road was at a time. */
export interface HeardLevel {
  /** Page time at which the page heard of it, milliseconds since the Unix epoch. */
  readonly atMs: number;
  /** Seconds of the audio clock, at the end of what was measured. */
  readonly s: number;
  /** Root mean square of 1,024 samples. */
  readonly rms: number;
}

/** Chromium plays without a touch of the page, as a kiosk is started. */
export const KIOSK = ['--autoplay-policy=no-user-gesture-required'] as const;

/** Runs where sound is rendered: every sample is measured, however late the page is. */
const METER = `registerProcessor('meter', class extends AudioWorkletProcessor {
  sum = 0;
  n = 0;
  process([[samples]]) {
    for (const v of samples ?? []) this.sum += v * v;
    this.n += 128;
    if (this.n < 1024) return true;
    this.port.postMessage({ s: currentTime + 128 / sampleRate, rms: Math.sqrt(this.sum / this.n) });
    this.sum = this.n = 0;
    return true;
  }
});`;

/** Measures what a page renders, from its first sound on. The page is opened with `bypassCSP`: only its own house gives it code. */
export const watchSound = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => window.__stage?.sound, undefined, { timeout: 60_000 });
  await page.evaluate(async (code) => {
    const holder = window as unknown as { __heard: HeardLevel[] };
    const sound = window.__stage?.sound;
    if (!sound) throw new Error('no sound');
    holder.__heard = [];
    await sound.context.audioWorklet.addModule(
      URL.createObjectURL(new Blob([code], { type: 'text/javascript' })),
    );
    const meter = new AudioWorkletNode(sound.context, 'meter', { numberOfOutputs: 1 });
    meter.port.onmessage = ({ data }) =>
      holder.__heard.push({ atMs: performance.timeOrigin + performance.now(), ...data });
    sound.node.connect(meter);
    // It gives silence; what leads nowhere is not rendered.
    meter.connect(sound.context.destination);
  }, METER);
};

export const heardLevels = (page: Page): Promise<HeardLevel[]> =>
  page.evaluate(() => (window as unknown as { __heard: HeardLevel[] }).__heard);
