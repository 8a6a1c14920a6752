import type { CalibrationStatus } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { planOf } from './affect/calibration/session/plan.ts';
import { type RunningSession, runSession } from './affect/calibration/session/running.ts';
import type { Progress } from './affect/calibration/session/saved.ts';
import { idleStatus } from './affect/calibration/session/status.ts';
import type { Action } from './affect/calibration/session/step.ts';
import { electrodes } from './calibrating/electrodes.ts';
import type { Fit, FitOutcome } from './calibrating/fitter.ts';
import {
  type CalibrationPeople,
  type Drawer,
  drawer,
  KEEPS_NOTHING,
  keepingOf,
} from './calibrating/kept.ts';
import type { PersonalModels } from './calibrating/personal-models.ts';
import * as say from './calibrating/texts.ts';
import { sentence } from './kernel/errors.ts';
import type { Log } from './kernel/log.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import { scope } from './kernel/scope.ts';
import type { Road } from './road.ts';
import type { Tell } from './tell.ts';

export interface CalibrationParts {
  readonly road: Pick<Road, 'events' | 'sources' | 'show'>;
  readonly timing: Scheduler;
  readonly log: Pick<Log, 'seldom'>;
  readonly tell: Tell;
  /** Null: nothing is kept. */
  readonly people: CalibrationPeople | null;
  readonly personal: Pick<PersonalModels, 'wear'>;
  readonly fit: Fit;
  /** To the consoles. */
  send(status: CalibrationStatus): void;
}

export interface Calibration {
  status(): CalibrationStatus;
  /** Done when everything asked so far is done and kept. Never rejects. */
  settled(): Promise<void>;
  /** Leaves off what runs and keeps it. Twice is harmless. */
  close(): Promise<void>;
}

type Calibrate = Extract<Intent, { do: 'calibrate' }>;

interface Running {
  readonly session: RunningSession;
  readonly drawer: Drawer;
}

const BEAT_MS = 250;
const PART = 'calibration';

/**
 * Leads a person through their calibration, as it is asked for by `calibrate` and `label`, whatever door they come
 * through. One session at a time. Open it before the sources.
 */
export const openCalibration = (parts: CalibrationParts): Calibration => {
  const { road, timing, log, people, send } = parts;
  const all = scope();
  const channelsOf = electrodes();
  let running: Running | null = null;
  /** What was left off this evening; the store remembers longer where there is consent. */
  let left: Progress | null = null;
  let work: Promise<unknown> = Promise.resolve();
  let isOpening = false;
  let closed = false;

  const nowMs = (): number => timing.nowMs();
  const status = (): CalibrationStatus =>
    running ? running.session.status() : idleStatus(left?.state.plan);
  const show = (): void => send(status());
  const tell = (level: 'info' | 'warn' | 'fail', text: Text): void => parts.tell(level, PART, text);
  const later = (run: () => Promise<unknown>): void => {
    work = work.then(run).catch((error: unknown) => log.seldom(PART, sentence(error)));
  };

  const finished = async (mine: Running, { verdict, models }: FitOutcome): Promise<void> => {
    const { body, person } = mine.session.plan;
    const texts = [verdict.text];
    if (verdict.usable) {
      try {
        await parts.personal.wear(body, models);
        texts.push(say.LIVE, say.keeps(mine.drawer.keeping, person));
      } catch (error) {
        texts.push(say.cannotLend(sentence(error)));
      }
      for (const model of models) await mine.drawer.keepModel(model);
    }
    if (running !== mine) return;
    const text = say.joined(...texts);
    mine.session.tell({ is: 'fitted', verdict: { ...verdict, text } }, nowMs());
    tell(verdict.usable ? 'info' : 'warn', text);
    await mine.drawer.over();
    show();
  };
  const makeModel = async (mine: Running): Promise<void> => {
    const { plan } = mine.session;
    const who = mine.drawer.keeping.person ?? plan.body;
    try {
      const rows = mine.session.rows();
      const keepsRows = mine.drawer.keeping.sessions;
      const known = await mine.drawer.profiles();
      await finished(mine, await parts.fit({ who, seed: plan.seed, rows, keepsRows, known }));
    } catch (error) {
      if (running !== mine) return;
      // The rows are sound: the session is left as it is, to be gone on with.
      tell('fail', say.cannotFit(sentence(error)));
      leave(mine);
    }
  };
  const act = (mine: Running, actions: readonly Action[]): void => {
    for (const action of actions) {
      if (action.do === 'say') tell('warn', action.text);
      if (action.do === 'fit') later(() => makeModel(mine));
      if (action.do === 'keep') {
        const progress = mine.session.progress();
        later(() => mine.drawer.save(progress));
      }
    }
    if (actions.length > 0) show();
  };

  /** What runs ends here, and can be gone on with unless it was over. */
  const leave = (mine: Running): void => {
    const progress = mine.session.progress();
    const isOver = progress.state.phase === 'done';
    running = null;
    left = isOver ? null : progress;
    if (!isOver) {
      later(() => mine.drawer.save(progress));
      tell('info', say.leftOff);
    }
    show();
  };

  const start = (mine: Running, text: Text): void => {
    const { plan } = mine.session;
    running = mine;
    left = null;
    const { keeping } = mine.drawer;
    const { person } = keeping;
    if (people && person) later(() => people.assign(plan.body, person));
    tell('info', say.joined(text, say.keeps(keeping, plan.person)));
    if (mine.session.state().phase === 'fitting') later(() => makeModel(mine));
    show();
  };
  const bodyOf = (asked: string | undefined): string | null => {
    const { bodies } = road.show();
    const body = asked ?? bodies[0] ?? '';
    if (bodies.includes(body)) return body;
    tell('warn', say.noBody(body, bodies));
    return null;
  };
  const session = (from: Progress | undefined, plan: Progress['state']['plan']): RunningSession => {
    const atMs = nowMs();
    const channels = channelsOf.of(plan.body);
    return runSession({
      id: `s${Math.floor(atMs).toString(36)}`,
      plan,
      nowMs: atMs,
      ...(channels && { channels }),
      ...(from && { from }),
    });
  };
  const begin = async ({ body: asked, person: named, recalls, recallS }: Calibrate) => {
    const person = named ?? null;
    const body = bodyOf(asked);
    if (body === null) return;
    const keeping = await keepingOf(people, person, nowMs());
    if (closed) return;
    const plan = planOf({ body, person, recalls, recallS, seed: Math.floor(nowMs()) });
    start(
      { session: session(undefined, plan), drawer: drawer(people, keeping, log) },
      say.begun(plan),
    );
  };
  const resume = async ({ body: asked, person: named }: Calibrate) => {
    const person = named ?? left?.state.plan.person ?? null;
    const keeping = person === null ? KEEPS_NOTHING : await keepingOf(people, person, nowMs());
    const mine = drawer(people, keeping, log);
    const inHand = left?.state.plan.person === person ? left : null;
    const from = inHand ?? (await mine.left(nowMs()));
    if (closed) return;
    if (!from || (asked !== undefined && asked !== from.state.plan.body)) {
      tell('warn', say.NOTHING_LEFT);
      show();
      return;
    }
    if (bodyOf(from.state.plan.body) === null) return;
    start({ session: session(from, from.state.plan), drawer: mine }, say.goesOn(from.state.plan));
  };
  const open = (intent: Calibrate): void => {
    const isFree = !running || running.session.state().phase === 'done';
    if (isOpening || !isFree) {
      tell('warn', say.RUNS_ALREADY);
      return;
    }
    isOpening = true;
    running = null;
    const opened = intent.step === 'begin' ? begin(intent) : resume(intent);
    const settled = opened
      .catch((error: unknown) => tell('fail', say.cannotFit(sentence(error))))
      .finally(() => {
        isOpening = false;
      });
    later(() => settled);
  };

  const led = (intent: Calibrate): void => {
    const { step } = intent;
    if (step === 'begin' || step === 'resume') open(intent);
    else if (!running) tell('warn', say.NONE_RUNS);
    else if (step === 'stop') leave(running);
    else act(running, running.session.tell({ is: step }, nowMs()));
    show();
  };
  const labelled = ({ feeling, body }: Extract<Intent, { do: 'label' }>): void => {
    if (!running || (body !== undefined && body !== running.session.plan.body)) return;
    act(running, running.session.tell({ is: 'label', feeling }, nowMs()));
    show();
  };

  all.add(road.events.announced.on((source) => void channelsOf.hear(source)));
  all.add(road.events.features.on((values) => running?.session.hear(values, nowMs())));
  all.add(road.events.blocks.on((block) => running?.session.hearBlock(block, nowMs())));
  all.add(
    road.events.asked.on(({ intent }) => {
      if (closed) return;
      if (intent.do === 'calibrate') led(intent);
      else if (intent.do === 'label') labelled(intent);
    }),
  );
  all.add(
    timing.every(BEAT_MS, () => {
      if (!running || running.session.state().phase === 'done') return;
      act(running, running.session.tick(road.sources(), nowMs()));
      show();
    }),
  );
  show();

  const settled = async (): Promise<void> => {
    for (let seen: unknown = null; seen !== work; ) {
      seen = work;
      await work;
    }
  };
  return {
    status,
    settled,
    async close() {
      if (closed) return;
      closed = true;
      if (running) leave(running);
      await settled();
      all.close();
    },
  };
};
