import type { CalibrationStatus } from '#contracts/calibration';
import type { FeatureValue } from '#contracts/feature';
import { encodeMovement, encodeScope, encodeState, keepCut } from '#contracts/frames';
import type { MovementFrame } from '#contracts/movement';
import { EMPTY_PATCH, type Patch } from '#contracts/patch';
import type { PictureFrame } from '#contracts/picture';
import type { StageState } from '#contracts/stage';
import type { Health } from '#contracts/status';
import {
  type Note,
  type ScopeFrame,
  type ServerMessage,
  type StageShow,
  WIRE_VERSION,
} from '#contracts/wire';
import { ring } from '../kernel/ring.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { scope } from '../kernel/scope.ts';
import type { Client } from './connection.ts';
import type { Data, Merge } from './outbox.ts';
import { pace } from './pace.ts';
import { type PictureAck, type PictureNeed, pictures } from './pictures.ts';

export const MOVEMENT_HZ = 120;
const HEALTH_MS = 500;
const FEATURES_MS = 100;
const MOST_FEATURES = 512;
const MOST_NOTES = 200;
/** A client whose acknowledgements are this many states behind gets one state in four until it has caught up. */
const LAG = { states: 120, recovered: 60, every: 4 } as const;

export interface PublisherParts {
  readonly scheduler: Scheduler;
  readonly health: () => Health;
  readonly software: string;
  readonly tickHz: number;
}

export interface Publisher {
  state(state: StageState): void;
  movement(frame: MovementFrame): void;
  show(show: StageShow): void;
  features(list: readonly FeatureValue[]): void;
  notes(list: readonly Note[]): void;
  scope(frame: ScopeFrame): void;
  /** A display's thumbnail, for the consoles. */
  thumb(displayId: string, frame: Buffer): void;
  patch(patch: Patch): void;
  /** Where a calibration stands: to consoles, now and as they join. */
  calibration(status: CalibrationStatus): void;
  /** `owns` says which sources a sensor page announced itself. */
  joined(client: Client, owns: (sourceId: string) => boolean): void;
  left(client: Client): void;
  acked(client: Client, ack: PictureAck & { readonly seq: number }): void;
  /** One picture in every size it was written at, largest first, to the displays: at each one's pace. */
  picture(frames: readonly PictureFrame[]): void;
  /** How fast and how large pictures are of use now. */
  pictureNeed(): PictureNeed;
  readonly stop: () => void;
}

const nodeBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const text = (message: ServerMessage): string => JSON.stringify(message);

/** A cut that a blocked client has not seen yet stays a cut in the state that replaces it. */
const mergeStates: Merge = (waiting, newer) =>
  typeof waiting === 'string' || typeof newer === 'string'
    ? newer
    : nodeBuffer(keepCut(waiting, newer));

/** What a sensor page may know of the patch: how its own camera sees the stage. */
const ownPatch = (patch: Patch, page: string): Patch => {
  const own = patch.cameras[page];
  return { ...EMPTY_PATCH, cameras: own ? { [page]: own } : {} };
};

/** How a client gets on. `withheld`: the last state it was not given because it lags. */
interface Pacing {
  lagging: boolean;
  turn: number;
  withheld: Data | null;
  readonly owns: (sourceId: string) => boolean;
}

/** Says to each role what it needs, to displays the stage, to sensor pages little: encodes once, offers to each, newest wins. */
export const publisher = ({ scheduler, health, software, tickHz }: PublisherParts): Publisher => {
  const clients = new Map<Client, Pacing>();
  const recent = ring<Note>(MOST_NOTES);
  const values = new Map<string, FeatureValue>();
  const moves = new Map<string, number>();
  const film = pictures();
  const own = scope();
  let show: StageShow | null = null;
  let patch: Patch | null = null;
  let calibrating: CalibrationStatus | null = null;
  let newest: StageState | null = null;
  let freshNotes: Note[] = [];
  let scopes = 0;

  const toConsoles = (key: string, make: () => Data): void => {
    let data: Data | undefined;
    for (const client of clients.keys()) {
      if (client.role !== 'console') continue;
      data ??= make();
      client.outbox.offer(key, data);
    }
  };

  /** To everybody who shows the stage or runs it. */
  const toScreens = (key: string, data: Data): void => {
    for (const client of clients.keys())
      if (client.role !== 'sensor') client.outbox.offer(key, data);
  };

  const toSensors = (features: readonly FeatureValue[]): void => {
    for (const [client, { owns }] of clients) {
      if (client.role !== 'sensor') continue;
      // What a page measures is never recorded: a recording of the same name is somebody else's.
      const own = features.filter((value) => !value.recorded && owns(value.sourceId));
      if (own.length > 0) client.outbox.offer('features', text({ t: 'features', features: own }));
    }
  };

  const moved = pace<MovementFrame>(scheduler, MOVEMENT_HZ, (bodyId, frame) => {
    const seq = (moves.get(bodyId) ?? 0) + 1;
    if (moves.size >= 64 && !moves.has(bodyId)) moves.clear();
    moves.set(bodyId, seq);
    if (clients.size > 0) toScreens(`move:${bodyId}`, nodeBuffer(encodeMovement(frame, seq)));
  });

  const flush = (): void => {
    const features = [...values.values()];
    const notes = freshNotes;
    values.clear();
    freshNotes = [];
    if (features.length > 0) {
      toConsoles('features', () => text({ t: 'features', features }));
      toSensors(features);
    }
    if (notes.length > 0) toConsoles('notes', () => text({ t: 'notes', notes }));
  };

  own.add(moved.stop);
  own.add(scheduler.every(FEATURES_MS, flush));
  own.add(
    scheduler.every(HEALTH_MS, () =>
      toConsoles('health', () => text({ t: 'health', health: health() })),
    ),
  );

  return {
    state(state) {
      newest = state;
      if (!show || clients.size === 0) return;
      const data = nodeBuffer(encodeState(state, show));
      for (const [client, pacing] of clients) {
        if (client.role === 'sensor') continue;
        const mine = pacing.withheld ? mergeStates(pacing.withheld, data) : data;
        const isOff = pacing.lagging && pacing.turn++ % LAG.every !== 0;
        pacing.withheld = isOff ? mine : null;
        if (!isOff) client.outbox.offer('state', mine, mergeStates);
      }
    },
    movement: (frame) => moved.push(frame.bodyId, frame),
    show(next) {
      show = next;
      toScreens('show', text({ t: 'show', show: next }));
    },
    features(list) {
      for (const value of list) {
        const key = `${value.sourceId} ${value.bodyId} ${value.name}`;
        if (values.size < MOST_FEATURES || values.has(key)) values.set(key, value);
      }
    },
    notes(list) {
      for (const note of list) recent.push(note);
      freshNotes = [...freshNotes, ...list].slice(-MOST_NOTES);
    },
    scope(frame) {
      toConsoles(`scope:${frame.sourceId}/${frame.stream}`, () =>
        nodeBuffer(encodeScope(frame, ++scopes)),
      );
    },
    thumb: (displayId, frame) => toConsoles(`thumb:${displayId}`, () => frame),
    patch(next) {
      patch = next;
      toConsoles('patch', () => text({ t: 'patch', patch: next }));
      for (const client of clients.keys())
        if (client.role === 'sensor')
          client.outbox.offer('patch', text({ t: 'patch', patch: ownPatch(next, client.id) }));
    },
    calibration(status) {
      calibrating = status;
      toConsoles('calibration', () => text({ t: 'calibration', calibration: status }));
    },
    joined(client, owns) {
      const { outbox, id, role } = client;
      const nowMs = scheduler.nowMs();
      const welcome = { t: 'welcome', version: WIRE_VERSION, id, nowMs, tickHz, software } as const;
      outbox.offer('welcome', text(welcome));
      const seen = role === 'sensor' ? null : show;
      if (seen) outbox.offer('show', text({ t: 'show', show: seen }));
      if (seen && newest) outbox.offer('state', nodeBuffer(encodeState(newest, seen)));
      if (patch && role === 'console') outbox.offer('patch', text({ t: 'patch', patch }));
      if (patch && role === 'sensor')
        outbox.offer('patch', text({ t: 'patch', patch: ownPatch(patch, id) }));
      if (role === 'console') {
        outbox.offer('health', text({ t: 'health', health: health() }));
        outbox.offer('notes', text({ t: 'notes', notes: recent.toArray() }));
        if (calibrating)
          outbox.offer('calibration', text({ t: 'calibration', calibration: calibrating }));
      }
      if (role === 'stage') film.joined(client.outbox, nowMs);
      clients.set(client, { lagging: false, turn: 0, withheld: null, owns });
    },
    left(client) {
      clients.delete(client);
      film.left(client.outbox);
    },
    picture: (frames) => film.publish(frames, scheduler.nowMs()),
    pictureNeed: () => film.need(scheduler.nowMs()),
    acked(client, ack) {
      const { seq } = ack;
      film.acked(client.outbox, ack, scheduler.nowMs());
      const pacing = clients.get(client);
      const behind = newest ? newest.seq - seq : 0;
      if (!pacing || behind < 0) return;
      pacing.lagging = behind > (pacing.lagging ? LAG.recovered : LAG.states);
    },
    stop: own.close,
  };
};
