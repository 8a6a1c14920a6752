import type { Stretch } from './contrast.ts';

/** Sides of the squares the networks look at, in pixels. */
export const POSE_SIDE = 192;
export const FINDER_SIDE = 512;

/** What the page asks of the worker: a square of the picture, to look at. */
export interface NetworkAsk {
  readonly id: number;
  readonly what: 'pose' | 'people';
  readonly square: ImageBitmap;
  readonly stretch: Stretch;
}
export type NetworkAnswer =
  | { readonly t: 'ready'; readonly backend: string }
  | { readonly t: 'found'; readonly id: number; readonly data: Float32Array }
  | { readonly t: 'failed'; readonly why: string };

/** The networks: a square of the picture goes in, numbers come out. Nothing leaves the page. */
export interface Estimator {
  /** What computes: webgl, or cpu where there is no graphics. */
  readonly backend: string;
  /** MoveNet Lightning: 17 joints of one body in a square of 192 pixels, [y, x, confidence] each, 0..1. */
  pose(square: ImageBitmap, stretch: Stretch): Promise<ArrayLike<number>>;
  /** CenterNet (MobileNetV3, 80 kinds of things): up to 100 rows of left, top, right, bottom, confidence, kind. */
  people(square: ImageBitmap, stretch: Stretch): Promise<ArrayLike<number>>;
  close(): void;
}

/** The part of a Worker that is used. */
export interface NetworkWorker {
  postMessage(message: NetworkAsk, transfer: Transferable[]): void;
  addEventListener(kind: 'message', fn: (event: { readonly data: NetworkAnswer }) => void): void;
  addEventListener(kind: 'error', fn: () => void): void;
  terminate(): void;
}

const newWorker = (): NetworkWorker =>
  new Worker(new URL('./network-worker.ts', import.meta.url), { type: 'module' });

interface Waiting {
  done(data: Float32Array): void;
  fail(error: Error): void;
}

/**
 * Starts the networks in a worker of their own, so that the page and its link stay awake while they compile
 * and compute. Rejects where they do not load; a failure later rejects whatever was asked, and a new worker
 * is to be made. Closing rejects what is still open.
 */
export const loadEstimator = (make: () => NetworkWorker = newWorker): Promise<Estimator> =>
  new Promise((ready, refuse) => {
    const worker = make();
    const waiting = new Map<number, Waiting>();
    let nextId = 0;
    let failure: Error | null = null;

    const fail = (why: string): void => {
      failure ??= new Error(why);
      worker.terminate();
      refuse(failure);
      for (const { fail: reject } of waiting.values()) reject(failure);
      waiting.clear();
    };
    const ask =
      (what: NetworkAsk['what']) =>
      (square: ImageBitmap, stretch: Stretch): Promise<Float32Array> =>
        new Promise((done, reject) => {
          if (failure) return reject(failure);
          const id = nextId++;
          waiting.set(id, { done, fail: reject });
          worker.postMessage({ id, what, square, stretch }, [square]);
        });

    worker.addEventListener('error', () => fail('The worker did not start.'));
    worker.addEventListener('message', ({ data }) => {
      if (data.t === 'failed') return fail(data.why);
      if (data.t === 'ready') {
        return ready({
          backend: data.backend,
          pose: ask('pose'),
          people: ask('people'),
          close: () => fail('Closed.'),
        });
      }
      waiting.get(data.id)?.done(data.data);
      waiting.delete(data.id);
    });
  });
