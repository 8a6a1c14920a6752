import type { Health } from '#contracts/status';
import { healthOf } from './health.ts';
import type { Imagery } from './imagery/open.ts';
import type { openKept } from './kept.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import type { Scope } from './kernel/scope.ts';
import type { MemoryRooms } from './memory/open.ts';
import type { OscDoors } from './osc-doors.ts';
import type { HouseRig } from './rig.ts';
import { type Road, TICK_HZ } from './road.ts';
import type { EditDesk } from './show/edit/desk.ts';
import type { TakeKeeper } from './state/keep-take.ts';
import type { LampBoard } from './state/lamps.ts';
import { metrics } from './state/metrics.ts';
import { NO_TAKE } from './state/take-status.ts';
import { tickWork } from './state/tick-work.ts';
import { VERSION } from './version.ts';
import type { WireDoor } from './wire/door.ts';

/** Filled as they open: a client may ask while the next one is not there yet. */
export interface Doors {
  osc?: OscDoors;
  wire?: WireDoor;
  take?: TakeKeeper;
  imagery?: Imagery | null;
  rig?: HouseRig;
  editing?: EditDesk;
  visits?: MemoryRooms;
}

export interface HouseHealthParts {
  readonly road: Road;
  readonly timing: Scheduler;
  readonly lamps: LampBoard;
  readonly models: Awaited<ReturnType<typeof openKept>>['models'];
  readonly doors: Doors;
  readonly restarts: number;
  /** What is opened is closed with it. */
  readonly all: Scope;
}

/** Health and its meters, asked for by the doors and told by them. */
export const houseHealth = (parts: HouseHealthParts) => {
  const { road, timing, lamps, models, doors, restarts, all } = parts;
  const work = tickWork(TICK_HZ);
  all.add(road.events.work.on(work.push));
  const startedMs = timing.nowMs();
  const health = (): Health =>
    healthOf({
      show: road.show().id,
      stage: road.stage(),
      safe: road.isSafe(),
      sources: road.sources(),
      displays: doors.wire?.displays() ?? [],
      doors: [...(doors.osc?.statuses() ?? []), ...(doors.wire ? [doors.wire.status()] : [])],
      lamps: lamps.list(),
      bodies: road.bodies(),
      take: doors.take?.status() ?? NO_TAKE,
      models: models.report(),
      imagery: doors.imagery?.status(),
      rig: doors.rig?.status(),
      tick: work.report(road.ticks().late),
      uptimeS: (timing.nowMs() - startedMs) / 1000,
      version: VERSION,
      pid: process.pid,
    });
  const meters = metrics({
    health,
    counters: {
      clients: () => doors.wire?.clients() ?? {},
      drops: () => doors.wire?.drops() ?? {},
      restarts,
    },
  });
  return { health, meters };
};
