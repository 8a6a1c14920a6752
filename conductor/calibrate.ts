import type { CalibrationStatus } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { planOf } from './affect/calibration/session/plan.ts';
import { type RunningSession, runSession } from './affect/calibration/session/running.ts';
import { type Progress, RESUMABLE_MS } from './affect/calibration/session/saved.ts';
import type { Action } from './affect/calibration/session/step.ts';
import { electrodes } from './calibrating/electrodes.ts';
import type { FitOutcome } from './calibrating/fitter.ts';
import {
  type Drawer,
  drawer,
  isForgotten,
  KEEPS_NOTHING,
  keepingOf,
  mayCrewSee,
  mayStay,
  takeBody,
} from './calibrating/kept.ts';
import { lend } from './calibrating/lend.ts';
import type { Calibration, CalibrationParts } from './calibrating/parts.ts';
import { reasonOf } from './calibrating/reasons.ts';
import { type Left, shownOf } from './calibrating/shown.ts';
import * as say from './calibrating/texts.ts';
import { sentence } from './kernel/errors.ts';
import { scope } from './kernel/scope.ts';

export type { Calibration, CalibrationParts };

type Calibrate = Extract<Intent, { do: 'calibrate' }>;

interface Running {
  readonly session: RunningSession;
  /** Opened anew when the model is made: consent may have changed since the session began. */
  drawer: Drawer;
}

const BEAT_MS = 250;
/** Who may see whose it is, and whether what was left off is of today, is looked at so often. */
const LOOK_MS = 10_000;
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
  let left: Left | null = null;
  let work: Promise<unknown> = Promise.resolve();
  let isOpening = false;
  let closed = false;

  const nowMs = (): number => timing.nowMs();
  const status = (): CalibrationStatus => shownOf(running, left);
  const show = (): void => send(status());
  const tell = (level: 'info' | 'warn' | 'fail', text: Text): void => parts.tell(level, PART, text);
  const later = (run: () => Promise<unknown>): void => {
    work = work.then(run).catch((error: unknown) => log.seldom(PART, sentence(error)));
  };

  /** Whoever is forgotten leaves nothing in memory either, neither in what runs nor in what was left off. */
  const letGo = async (): Promise<void> => {
    const [mine, rest] = [running, left];
    if (mine && (await isForgotten(people, mine.drawer.keeping)) && running === mine) {
      running = null;
      tell('warn', say.FORGOTTEN);
      show();
    }
    if (rest && !(await mayStay(people, rest.keeping, nowMs())) && left === rest) {
      left = null;
      show();
    }
    await lookWhoSees();
  };
  /** Who may see whose it is may have changed with a consent, or ended with its time. */
  const lookWhoSees = async (): Promise<void> => {
    const held = running?.drawer ?? left;
    if (!held || held.keeping.person === null) return;
    const crew = await mayCrewSee(people, held.keeping.person, nowMs());
    if (crew === held.keeping.crew) return;
    const keeping = { ...held.keeping, crew };
    if (running && running.drawer === held) running.drawer = drawer(people, keeping, log);
    else if (left === held) left.keeping = keeping;
    show();
  };
  const finished = async (mine: Running, outcome: FitOutcome): Promise<void> => {
    const { verdict } = outcome;
    await letGo();
    // Left off or forgotten meanwhile: nothing of it goes live.
    if (running !== mine) return;
    const texts = [
      verdict.text,
      ...(verdict.usable ? await lend(parts.personal, mine, outcome.models) : []),
    ];
    if (running !== mine) return;
    const text = say.joined(...texts);
    mine.session.tell({ is: 'fitted', verdict: { ...verdict, text } }, nowMs());
    // Before the note: whoever shows the verdict need not say it again.
    show();
    tell(verdict.usable ? 'info' : 'warn', text);
    await mine.drawer.over();
    show();
  };
  const makeModel = async (mine: Running): Promise<void> => {
    const { plan } = mine.session;
    try {
      const keeping = await keepingOf(people, mine.drawer.keeping.person, nowMs());
      if (keeping.person !== null) mine.drawer = drawer(people, keeping, log);
      const who = mine.drawer.keeping.person ?? plan.body;
      const rows = mine.session.rows();
      const keepsRows = mine.drawer.keeping.sessions;
      const known = await mine.drawer.known();
      await finished(mine, await parts.fit({ who, seed: plan.seed, rows, keepsRows, known }));
    } catch (error) {
      if (running !== mine) return;
      // The rows are sound: the session is left as it is, to be gone on with.
      tell('fail', say.cannotFit(reasonOf(error)));
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
    left = isOver ? null : { progress, keeping: mine.drawer.keeping };
    if (!isOver) {
      later(() => mine.drawer.save(progress));
      tell('info', say.leftOff(mine.drawer.keeping, closed));
    }
    show();
  };

  const start = (mine: Running, text: Text): void => {
    const { plan } = mine.session;
    running = mine;
    left = null;
    const { keeping } = mine.drawer;
    const { person } = keeping;
    if (people)
      later(async () => {
        if (await takeBody(people, plan.body, person)) tell('info', say.isNobody(plan.body));
      });
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
    await letGo();
    const person = named ?? left?.progress.state.plan.person ?? null;
    const keeping = person === null ? KEEPS_NOTHING : await keepingOf(people, person, nowMs());
    const mine = drawer(people, keeping, log);
    const inHand = left?.progress.state.plan.person === person ? left.progress : null;
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
      .catch((error: unknown) => tell('fail', say.cannotFit(reasonOf(error))))
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

  if (people) all.add(people.onChange(() => later(letGo)));
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
    timing.every(LOOK_MS, () => {
      // Nobody can go on with it any more.
      if (left && nowMs() - left.progress.state.atMs > RESUMABLE_MS) {
        left = null;
        show();
      }
      if (people) later(lookWhoSees);
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
