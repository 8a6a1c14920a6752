import type { CalibrationStatus } from '#contracts/calibration';
import type { FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import { PERSONAL_MODALITIES } from '../fit/layout.ts';
import { type PersonRows, rowCollector } from '../fit/rows.ts';
import { feelingOfNote } from './notes.ts';
import type { Plan } from './plan.ts';
import { isReady, signalsOf } from './remarks.ts';
import type { Progress } from './saved.ts';
import { signalWatch } from './signals.ts';
import { begin, goOn, markOf, type SessionState } from './state.ts';
import { statusOf } from './status.ts';
import { type Action, type Input, step } from './step.ts';

/** A session that runs: the steps, the signals that are looked at, and the rows that are gathered. */
export interface RunningSession {
  readonly plan: Plan;
  state(): SessionState;
  hear(values: readonly FeatureValue[], nowMs: number): void;
  /** Samples of the body; a key on the MIDI channel of hands marks a feeling while a recall runs. */
  hearBlock(block: SampleBlock, nowMs: number): void;
  /** What is still to be done for it outside; rows that go are let go already. */
  tell(input: Exclude<Input, { is: 'tick' | 'heard' }>, nowMs: number): readonly Action[];
  tick(sources: readonly SourceStatus[], nowMs: number): readonly Action[];
  /** A row set a modality, without what was repeated. */
  rows(): readonly PersonRows[];
  progress(): Progress;
  status(): CalibrationStatus;
}

export interface SessionParts {
  /** Unique among the sessions of the person. */
  readonly id: string;
  readonly plan: Plan;
  readonly nowMs: number;
  /** Electrodes in order, where the source names them. */
  readonly channels?: readonly string[];
  /** A session that was left off; it goes on under its own id and plan. */
  readonly from?: Progress;
}

const LOOK_MS = 1_000;

/** Names of recalls: a recall that is repeated has a new one, so that late windows of the old one are known. */
const recallNames = (session: string, from: Progress | undefined) => {
  let begun = from?.begun ?? 0;
  let names = [...(from?.recalls ?? [])];
  const gone = new Set<string>();
  return {
    of: (recall: number): string | null => names[recall] ?? null,
    begin(recall: number): void {
      begun++;
      names = [...names.slice(0, recall), `${session}.${begun}`];
    },
    drop(recall: number): void {
      for (const name of names.slice(recall)) gone.add(name);
      names = names.slice(0, recall);
    },
    gone: (): Iterable<string> => gone,
    save: () => ({ begun, recalls: names }),
  };
};

/** Begins a session, or goes on with one. No clock and no timers: it is told the time. */
export const runSession = ({ id, plan, nowMs, channels, from }: SessionParts): RunningSession => {
  const session = from?.session ?? id;
  const watch = signalWatch(from?.state.plan.body ?? plan.body);
  const names = recallNames(session, from);
  let state = from ? goOn(from.state, nowMs) : begin(plan, nowMs);
  if (from && state.phase === 'settle') names.drop(state.recall);
  const { body } = state.plan;
  const collector = rowCollector({
    bodyId: body,
    ...(channels && { channels }),
    ...(from && { before: from.rows }),
  });
  let signals: CalibrationStatus['signals'] = [];
  let lookedMs = Number.NEGATIVE_INFINITY;
  let marked = '';

  /** Tells the collector what holds from now on, when it has changed. */
  const mark = (atMs: number): void => {
    const now = markOf(state);
    const recall = now?.recall == null ? null : names.of(now.recall);
    const feeling = recall === null ? null : (now?.feeling ?? null);
    const key = `${recall} ${feeling}`;
    if (key === marked) return;
    marked = key;
    collector.mark({ recall, feeling }, atMs);
  };
  const go = (input: Input, atMs: number): readonly Action[] => {
    const before = state;
    const next = step(before, input, atMs);
    state = next.state;
    for (const action of next.actions) {
      if (action.do !== 'drop') continue;
      if (action.recall === null) collector.forgetRest(atMs);
      else names.drop(action.recall);
    }
    if (state.phase === 'recall' && before.phase !== 'recall') names.begin(state.recall);
    mark(atMs);
    return next.actions;
  };
  const rows = (): readonly PersonRows[] => {
    for (const name of names.gone()) collector.forget(name);
    return PERSONAL_MODALITIES.map((modality) => collector.rows(modality));
  };
  const isLive = (): boolean => state.phase !== 'fitting' && state.phase !== 'done';

  return {
    plan: state.plan,
    state: () => state,
    hear(values, atMs) {
      if (!isLive()) return;
      collector.hear(values, atMs);
      if (watch.hear(values, atMs)) go({ is: 'heard' }, atMs);
    },
    hearBlock(block, atMs) {
      if (block.bodyId !== body || !isLive()) return;
      collector.hearBlock(block);
      const feeling = state.phase === 'recall' ? feelingOfNote(block) : null;
      if (feeling) go({ is: 'label', feeling }, atMs);
    },
    tell: go,
    tick(sources, atMs) {
      if (atMs - lookedMs >= LOOK_MS) {
        lookedMs = atMs;
        watch.look(atMs);
        signals = [...signalsOf(body, watch, sources)];
      }
      return go({ is: 'tick', ready: isReady(signals) }, atMs);
    },
    rows,
    progress: () => ({ format: 1, session, ...names.save(), state, rows: rows() }),
    status: () => statusOf(state, signals),
  };
};
