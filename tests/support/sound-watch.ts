import type { Page } from 'playwright-core';

/** How loud the end of a stage page's sound road was at a time. */
export interface HeardLevel {
  /** Page time, milliseconds since the Unix epoch. */
  readonly atMs: number;
  /** Seconds of the audio clock. */
  readonly s: number;
  /** Root mean square of the last 1,024 samples. */
  readonly rms: number;
}

/** Chromium plays without a touch of the page, as a kiosk is started. */
export const KIOSK = ['--autoplay-policy=no-user-gesture-required'] as const;

/** Measures what a page renders, from its first sound on: every 10 ms, in the page. */
export const watchSound = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const holder = window as unknown as { __heard: HeardLevel[] };
    holder.__heard = [];
    let analyser: AnalyserNode | null = null;
    const data = new Float32Array(1024);
    setInterval(() => {
      const sound = window.__stage?.sound;
      if (!sound) return;
      if (!analyser) {
        analyser = sound.context.createAnalyser();
        analyser.fftSize = data.length;
        sound.node.connect(analyser);
      }
      analyser.getFloatTimeDomainData(data);
      const rms = Math.sqrt(data.reduce((sum, v) => sum + v * v, 0) / data.length);
      const atMs = performance.timeOrigin + performance.now();
      holder.__heard.push({ atMs, s: sound.context.currentTime, rms });
    }, 10);
  });

export const heardLevels = (page: Page): Promise<HeardLevel[]> =>
  page.evaluate(() => (window as unknown as { __heard: HeardLevel[] }).__heard);
