import { YeounError } from '#contracts/errors';
import type { ModelCard } from '#contracts/model-card';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Model } from '../decoder.ts';
import { asks } from './asks.ts';
import type { FromWorker } from './protocol.ts';
import { stalls } from './stalls.ts';
import type { StartWorker, WorkerLink } from './worker-link.ts';

export interface HostOptions {
  readonly start: StartWorker;
  readonly timing: Scheduler;
  /** The worker is gone, and why; `null`: it is back. */
  onDown(reason: string | null): void;
  /** A graph that had loaded is refused by a worker that began anew, and why; `null`: a later one took it. */
  onRefused?(card: ModelCard, where: string, reason: string | null): void;
}

/** Graphs in a worker thread: what takes long there never holds up this one. */
export interface ModelHost {
  /**
   * Loads a graph; the worker is started with the first. Rejects with `model/refused` where the graph does not
   * load. Where the worker is gone the model is silent until it is back.
   */
  load(card: ModelCard, bytes: Uint8Array, where: string): Promise<Model>;
  /** Lets a model go; asks of it are rejected from then on. */
  drop(model: Model): void;
  /** Asks that wait for their answer. */
  outstanding(): number;
  /** Done when nothing waits. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
/** A worker that has lived this long is a sound one: the next wait is short again. */
const SOUND_MS = 60_000;

interface Graph {
  readonly card: ModelCard;
  readonly where: string;
  readonly bytes: Uint8Array;
  /** Told once whether the graph loaded; null: it did, or the worker is gone. */
  told: ((reason: string | null) => void) | null;
  /** The worker that runs did not take it, and that was said. */
  isRefused: boolean;
}

export const modelHost = ({ start, timing, onDown, onRefused }: HostOptions): ModelHost => {
  const graphs = new Map<number, Graph>();
  const numbers = new WeakMap<Model, number>();
  const waiting = asks(timing, () => {
    if (link && watch.gaveUp(timing.nowMs())) hangs(link);
  });
  const watch = stalls();
  let next = 1;
  let link: WorkerLink | null = null;
  let startedMs = 0;
  let stopWaiting: Stop = () => {};
  let waitMs = FIRST_WAIT_MS;
  let isDown = false;
  let isClosed = false;

  const tell = (graph: number, reason: string | null): void => {
    const found = graphs.get(graph);
    found?.told?.(reason);
    if (found) found.told = null;
  };
  /** Whoever waits for the graph is told; nobody does when a worker began anew. */
  const isRefused = (graph: number, reason: string): void => {
    const found = graphs.get(graph);
    if (!found) return;
    if (found.told) {
      tell(graph, reason);
      return;
    }
    found.isRefused = true;
    onRefused?.(found.card, found.where, reason);
  };
  const isLoaded = (graph: number): void => {
    tell(graph, null);
    const found = graphs.get(graph);
    if (!found?.isRefused) return;
    found.isRefused = false;
    onRefused?.(found.card, found.where, null);
  };
  const isBack = (): void => {
    if (isDown) onDown(null);
    isDown = false;
  };
  const hear = (message: FromWorker): void => {
    watch.heard();
    if ('graph' in message) watch.loaded(message.graph);
    if (message.t === 'answer') waiting.answer(message.id, message.output);
    else if (message.t === 'failed') waiting.fail(message.id, message.reason);
    else {
      if (message.t === 'refused') isRefused(message.graph, message.reason);
      else isLoaded(message.graph);
      isBack();
    }
  };
  const begin = (): void => {
    if (isClosed) return;
    startedMs = timing.nowMs();
    watch.reset();
    const mine: WorkerLink = start(
      {
        // One that hung may wake up after another has taken its place.
        message(message) {
          if (link === mine) hear(message);
        },
        gone(reason) {
          if (link === mine) fell(reason);
        },
      },
      timing,
    );
    link = mine;
    for (const [graph, { bytes }] of graphs) post(mine, graph, bytes);
    if (graphs.size === 0) isBack();
  };
  const post = (to: WorkerLink, graph: number, bytes: Uint8Array): void => {
    watch.loads(graph);
    to.post({ t: 'load', graph, bytes });
  };
  /** It lives and does not answer: another takes its place, as if it had died. */
  const hangs = (mine: WorkerLink): void => {
    fell('it no longer answers');
    void mine.end();
  };
  const fell = (reason: string): void => {
    link = null;
    waiting.failAll(`The worker of the models is gone: ${reason}.`);
    for (const graph of graphs.keys()) tell(graph, null);
    if (isClosed) return;
    isDown = true;
    onDown(reason);
    if (timing.nowMs() - startedMs > SOUND_MS) waitMs = FIRST_WAIT_MS;
    stopWaiting = timing.after(waitMs, begin);
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  };
  const ask = (graph: number, input: Float32Array, rows: number): Promise<Float32Array> => {
    if (!link || !graphs.has(graph)) return Promise.reject(new Error('The model is silent.'));
    const { id, answer } = waiting.begin();
    const copy = input.slice();
    link.post({ t: 'ask', id, graph, rows, input: copy }, [copy.buffer]);
    return answer;
  };
  return {
    async load(card, bytes, where) {
      const graph = next++;
      const told = new Promise<string | null>((resolve) => {
        graphs.set(graph, { card, where, bytes, told: resolve, isRefused: false });
      });
      if (link) post(link, graph, bytes);
      else if (!isDown) begin();
      else tell(graph, null);
      const reason = await told;
      if (reason !== null) {
        graphs.delete(graph);
        throw new YeounError(
          'model/refused',
          where,
          `the graph does not load (${reason})`,
          'Take the file from the project again, or make it again with "npm run train".',
          { cause: new Error(reason) },
        );
      }
      const model: Model = { card, ask: (input, rows = 1) => ask(graph, input, rows) };
      numbers.set(model, graph);
      return model;
    },
    drop(model) {
      const graph = numbers.get(model);
      if (graph !== undefined && graphs.delete(graph)) link?.post({ t: 'drop', graph });
    },
    outstanding: waiting.count,
    settled: waiting.settled,
    async close() {
      isClosed = true;
      stopWaiting();
      waiting.failAll('The conductor ends.');
      for (const graph of graphs.keys()) tell(graph, null);
      await link?.end();
    },
  };
};
