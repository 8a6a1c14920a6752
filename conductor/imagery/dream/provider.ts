import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listSupportedBackends } from 'onnxruntime-node';
import { z } from 'zod';
import type { ProviderWish } from '../engine.ts';
import type { Provider } from './matter.ts';

/** Milliseconds of one ask on each; null: it is not to be had. */
const Trial = z.object({ cpu: z.number().positive(), webgpu: z.number().positive().nullable() });

/** A trial that is not done by then has lost: software that plays a graphics card takes seconds for an ask. */
const TRIAL_MS = 6000;
/** The other must be faster by so much: on a processor several hands ask at once. */
const WORTH = 0.4;

/** What a trial said; anything that is no result speaks for the processor. */
export const chosen = (said: string): Provider => {
  try {
    const { cpu, webgpu } = Trial.parse(JSON.parse(said));
    return webgpu !== null && webgpu < WORTH * cpu ? 'webgpu' : 'cpu';
  } catch {
    return 'cpu';
  }
};

/** Where Linux has no device to draw with, none is asked for: asking prints warnings nobody understands. */
const mayDraw = (): boolean =>
  process.platform !== 'linux' ||
  existsSync('/dev/dxg') ||
  existsSync('/dev/nvidiactl') ||
  (existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('render')));

const isBuiltIn = (): boolean => listSupportedBackends().some(({ name }) => name === 'webgpu');

/** Runs the trial in a process of its own: a driver that breaks takes nothing along. */
export const tried = (trial: URL, modelsDir: string): Promise<Provider> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [fileURLToPath(trial), modelsDir],
      { timeout: TRIAL_MS, killSignal: 'SIGKILL', windowsHide: true },
      (error, stdout) => resolve(error ? 'cpu' : chosen(stdout)),
    );
  });

/** What the network is to run on. @param trial the file of provider-trial.worker.ts */
export const providerFor = async (
  wish: ProviderWish,
  trial: URL,
  modelsDir: string,
): Promise<Provider> => {
  if (wish !== 'auto') return wish;
  return isBuiltIn() && mayDraw() ? tried(trial, modelsDir) : 'cpu';
};
