import type { Heard } from '#contracts/desk';
import type { Text } from '#contracts/ids';
import type { Asked } from '#contracts/intent';
import type { Patch } from '#contracts/patch';
import type { DoorStatus, Health } from '#contracts/status';
import type { Config } from './config.ts';
import { answering } from './control/answering.ts';
import { type InletMessage, openOscDoor } from './control/osc/door.ts';
import type { House } from './control/osc/house.ts';
import { endsTheTimed } from './control/osc/let-go.ts';
import { openQueries } from './control/oscquery/open.ts';
import type { Emitter } from './kernel/emitter.ts';
import type { Log } from './kernel/log.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import type { Scope } from './kernel/scope.ts';
import type { Road } from './road.ts';
import { refusal } from './show/refusals.ts';
import type { PatchStore } from './state/patch.ts';

export interface OscDoorsParts {
  readonly config: Pick<Config, 'host' | 'oscPort' | 'oscQueryPort'>;
  readonly timing: Scheduler;
  readonly log: Log;
  readonly road: Road;
  readonly patch: Pick<PatchStore, 'patch'>;
  readonly inlet: Emitter<InletMessage>;
  /** What is opened is closed with it. */
  readonly all: Scope;
  health(): Health;
  heard(list: readonly Heard[]): void;
}

export interface OscDoors {
  readonly port: number;
  /** Asks the road, and says why nothing came of it. */
  ask(asked: Asked): Text | null;
  statuses(): DoorStatus[];
  /** Another version of the show stands. */
  showChanged(): void;
}

/** Whether who edits this machine's patch entered an address there as that of an OSC device. */
export const trusted = ({ rig }: Pick<Patch, 'rig'>, host: string): boolean =>
  Object.values(rig.devices).some(
    (device) => device.kind === 'osc' && device.host.toLowerCase() === host.toLowerCase(),
  );

/** Made once for each state of the stage: a fader asks thousands of times a second. */
const ofNewest = <T>(stage: () => object, make: () => T): (() => T) => {
  let kept: { readonly of: object; readonly made: T } | null = null;
  return () => {
    const of = stage();
    if (kept?.of === of) return kept.made;
    const made = make();
    kept = { of, made };
    return made;
  };
};

/** The doors that other desks come through: OSC, and who asks what there is to say in it. They follow the stage. */
export const openOscDoors = async (parts: OscDoorsParts): Promise<OscDoors> => {
  const { config, timing, log, road, patch, inlet, all, health } = parts;
  const { host } = config;
  const house: House = {
    stage: road.stage,
    desk: road.desk,
    show: road.show,
    health,
    cues: () => road.show().cues.map((cue) => cue.number),
    trusts: (machine) => trusted(patch.patch(), machine),
    fireOpen: () => patch.patch().rig.oscFire,
  };
  const ask = answering({
    notes: road.events.notes,
    ask: road.ask,
    last: () => road.desk().last,
  });
  const standing = ofNewest(road.stage, road.desk);
  const osc = await openOscDoor({
    host,
    port: config.oscPort,
    scheduler: timing,
    log,
    ask,
    soon(asked) {
      const why = refusal(road.show(), standing(), asked);
      if (!why) road.askSoon(asked);
      return why;
    },
    house,
    inlet,
    onHeard: parts.heard,
  });
  all.add(osc.close);
  all.add(
    road.events.asked.on(({ intent }) => {
      const { fire } = road.desk();
      const why = endsTheTimed(intent, fire);
      if (why) osc.drop(why, fire || intent.do === 'fire');
    }),
  );
  const queries = await openQueries({ host, port: config.oscQueryPort, osc, house, timing, log });
  all.add(queries.close);
  all.add(road.events.stages.on(osc.changed));
  all.add(road.events.stages.on(queries.changed));
  return {
    port: osc.port,
    ask,
    statuses: () => [osc.status(), queries.status()],
    showChanged: queries.showChanged,
  };
};
