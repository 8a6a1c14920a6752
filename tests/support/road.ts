import type { StageState } from '#contracts/stage';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { type ManualClock, manualClock } from '../../conductor/kernel/manual-clock.ts';
import { ring } from '../../conductor/kernel/ring.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad, type Road } from '../../conductor/road.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { parseSource } from '../../sensors/registry.ts';

/** The whole road on a manual clock: what the conductor runs, without doors. */
export interface TestRoad {
  readonly road: Road;
  readonly clock: ManualClock;
  readonly errors: unknown[];
  /** An OSC message as it comes through the door. */
  osc(address: string, ...args: InletMessage['args'][number][]): void;
  /** Lets time pass; `each` is called every `stepMs`. */
  run(seconds: number, each?: (atS: number) => void, stepMs?: number): void;
  states(): readonly StageState[];
  close(): void;
}

/** States kept: a minute of them. */
const KEPT = 3600;

/** Opens it with a show folder and sources as on the command line. */
export const testRoad = async (show: string, sources: readonly string[]): Promise<TestRoad> => {
  const clock = manualClock();
  const errors: unknown[] = [];
  const timing = scheduler(clock, (error) => errors.push(error));
  const inlet = emitter<InletMessage>();
  const { show: parsed } = await loadShow(show);
  const road = openRoad({ show: parsed, scheduler: timing, log: silentLog, osc: inlet });
  const stops: (() => void)[] = [];
  for (const text of sources) {
    const source = parseSource(text);
    stops.push(await source.open(road.contextFor(source.kind)));
  }
  const states = ring<StageState>(KEPT);
  road.events.stages.on((state) => states.push(state));
  return {
    road,
    clock,
    errors,
    osc: (address, ...args) => inlet.emit({ address, args, from: 'test' }),
    run(seconds, each, stepMs = 20) {
      const steps = Math.round((seconds * 1000) / stepMs);
      for (let i = 0; i < steps; i++) {
        each?.((i * stepMs) / 1000);
        clock.advance(stepMs);
      }
    },
    states: states.toArray,
    close() {
      for (const stop of stops) stop();
      road.close();
    },
  };
};
