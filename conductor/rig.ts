import type { Text } from '#contracts/ids';
import type { Asked } from '#contracts/intent';
import { testAct } from './control/out/test-act.ts';
import { openRig, type RigDesk } from './control/rig/open.ts';
import type { Log } from './kernel/log.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import { type Scope, scope } from './kernel/scope.ts';
import type { Road } from './road.ts';
import type { LampBoard } from './state/lamps.ts';
import type { PatchStore } from './state/patch.ts';
import type { WireDoor } from './wire/door.ts';

export interface HouseRigParts {
  readonly timing: Scheduler;
  readonly log: Log;
  readonly lamps: LampBoard;
  /** The state folder. */
  readonly folder: string;
  readonly road: Road;
  readonly wire: Pick<WireDoor, 'heard' | 'learned'>;
  readonly patch: Pick<PatchStore, 'patch' | 'on'>;
  ask(asked: Asked): Text | null;
}

/** The rig between the road and the machine's patch. */
export interface HouseRig extends Pick<RigDesk, 'act' | 'learn' | 'status' | 'close'> {
  /** Tells a device something harmless. */
  test(device: string): void;
}

/** What hangs on this machine besides sensors and displays: told what cues say, and obeyed. */
export const openHouseRig = (parts: HouseRigParts): HouseRig => {
  const { timing, log, lamps, folder, road, wire, patch } = parts;
  const all: Scope = scope((error) => log.fail('rig', String(error)));
  const rig = openRig({
    timing,
    log,
    lamps,
    folder,
    name: `Yeoun ${road.show().id}`,
    show: road.show,
    stage: road.stage,
    desk: road.desk,
    ask: parts.ask,
    heard: (heard) => wire.heard([heard]),
    learned: wire.learned,
  });
  rig.setRig(patch.patch().rig);
  all.add(patch.on((next) => rig.setRig(next.rig)));
  all.add(road.events.acts.on(rig.act));
  all.add(road.events.stages.on(rig.changed));
  all.add(
    road.events.asked.on(({ intent }) => {
      if (intent.do === 'panic' || (intent.do === 'fire' && intent.on !== false)) rig.panic();
    }),
  );
  return {
    act: rig.act,
    learn: rig.learn,
    status: rig.status,
    test(id) {
      const device = { ...road.show().devices, ...patch.patch().rig.devices }[id];
      const act = device && testAct(id, device, timing.nowMs());
      if (act) rig.act(act);
    },
    async close() {
      all.close();
      await rig.close();
    },
  };
};
