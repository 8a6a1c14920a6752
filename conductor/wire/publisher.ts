import type { CalibrationStatus } from '#contracts/calibration';
import type { DeskStatus, Heard } from '#contracts/desk';
import type { EditStatus } from '#contracts/editing';
import type { FeatureValue } from '#contracts/feature';
import { encodeMovement, encodeScope, encodeState, keepCut } from '#contracts/frames';
import type { MovementFrame } from '#contracts/movement';
import type { OutputLevels } from '#contracts/output';
import type { Patch } from '#contracts/patch';
import type { PictureFrame, Sketch } from '#contracts/picture';
import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import type { Health, SoundPlace } from '#contracts/status';
import type { VisitSummary } from '#contracts/visit';
import type { WallSheet } from '#contracts/wall';
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
import { deskFeed, heardFeed } from './desk-feed.ts';
import { displayFeed } from './display-feed.ts';
import type { Data, Merge } from './outbox.ts';
import { pace } from './pace.ts';
import { type PictureAck, type PictureNeed, pictures } from './pictures.ts';
import { deskOfHouse, healthOfHouse, patchFor, sees, unfelt } from './redact.ts';

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
  /** The show file as it stands: to consoles that may edit, now and as they join. */
  editing(status: EditStatus): void;
  /** How the booth stands: to consoles, now and as they join. */
  booth(summary: VisitSummary): void;
  /** What an operator must see: at once where it is news, else four times a second. */
  desk(status: DeskStatus): void;
  /** Messages of peers, to consoles that may operate. */
  heard(list: readonly Heard[]): void;
  /** All that sounds, to displays, now and as they join. */
  sound(sound: SoundDesk): void;
  /** The music that answers, and its notes ahead of their time: to displays that play the sound of the show. */
  music(desk: MusicDesk): void;
  score(run: number, notes: readonly ScoreNote[]): void;
  /** What cues leave to displays of their light: to displays, now and as they join. */
  outputs(levels: OutputLevels): void;
  /** Kept memories as they hang: to displays, now and as they join. */
  wall(sheets: readonly WallSheet[]): void;
  /** Whether a display plays the sound of the show. */
  soundPlace(displayId: string): SoundPlace;
  /** Whether a display of this name has an output in the patch, or the show's cues name it. */
  awaits(displayId: string): boolean;
  /** Whether the newest desk is locked against edits. */
  isLocked(): boolean;
  /** `owns` says which sources a sensor page announced itself. */
  joined(client: Client, owns: (sourceId: string) => boolean): void;
  left(client: Client): void;
  acked(client: Client, ack: PictureAck & { readonly seq: number }): void;
  /** One picture in every size it was written at, largest first, to the displays: at each one's pace. */
  picture(frames: readonly PictureFrame[]): void;
  /** How fast and how large pictures are of use now. */
  pictureNeed(): PictureNeed;
  /** A drawing of the show, to displays, now and as they join; empty: none. */
  drawing(lines: Sketch): void;
  /** Of the visit at the booth, while it is on; null: nobody is there. */
  visitDrawing(lines: Sketch | null): void;
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
  let file: EditStatus | null = null;
  let visit: VisitSummary | null = null;
  let newest: StageState | null = null;
  const displays = displayFeed(scheduler, () => [...clients.keys()].filter(isStage));
  let freshNotes: Note[] = [];
  let scopes = 0;

  /** To the clients that `to` takes; made once, and only where there is one. */
  const offer = (to: (client: Client) => boolean, key: string, make: () => Data): void => {
    let data: Data | undefined;
    for (const client of clients.keys()) {
      if (!to(client)) continue;
      data ??= make();
      client.outbox.offer(key, data);
    }
  };

  const isStage = (client: Client): boolean => client.role === 'stage';
  const isConsole = (client: Client): boolean => client.role === 'console';
  /** Consoles that may see the body, and those that may not. */
  const toConsoles = (key: string, make: () => Data): void =>
    offer((client) => isConsole(client) && sees(client), key, make);
  const toWatchers = (key: string, make: () => Data): void =>
    offer((client) => isConsole(client) && !sees(client), key, make);
  const mayEdit = (client: Client): boolean => isConsole(client) && client.access === 'edit';
  /** Everybody who shows the stage or runs it. */
  const isScreen = (client: Client): boolean => client.role !== 'sensor' && client.role !== 'booth';

  const tellHealth = (): void => {
    toConsoles('health', () => text({ t: 'health', health: health() }));
    toWatchers('health', () => text({ t: 'health', health: healthOfHouse(health()) }));
  };
  const desks = deskFeed(scheduler, (desk) => {
    toConsoles('desk', () => text({ t: 'desk', desk }));
    toWatchers('desk', () => text({ t: 'desk', desk: deskOfHouse(desk) }));
  });
  const peers = heardFeed(scheduler, (messages) =>
    toConsoles('heard', () => text({ t: 'heard', messages: [...messages] })),
  );

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
    offer(
      (client) => isScreen(client) && sees(client),
      `move:${bodyId}`,
      () => nodeBuffer(encodeMovement(frame, seq)),
    );
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
  own.add(scheduler.every(HEALTH_MS, tellHealth));
  own.add(desks.stop);
  own.add(peers.stop);
  own.add(displays.stop);

  const tellPatch = (client: Client, whole: Patch): void => {
    const part = patchFor(client, whole);
    if (part) client.outbox.offer('patch', text({ t: 'patch', patch: part }));
  };

  /** What a console hears at once as it joins. */
  const tellConsole = (client: Client): void => {
    const { outbox } = client;
    const desk = desks.newest();
    const mayKnow = sees(client);
    const whole = health();
    outbox.offer('health', text({ t: 'health', health: mayKnow ? whole : healthOfHouse(whole) }));
    if (desk) outbox.offer('desk', text({ t: 'desk', desk: mayKnow ? desk : deskOfHouse(desk) }));
    if (!mayKnow) return;
    if (file && mayEdit(client)) outbox.offer('editing', text({ t: 'editing', editing: file }));
    outbox.offer('notes', text({ t: 'notes', notes: recent.toArray() }));
    const messages = [...peers.recent()];
    if (messages.length > 0) outbox.offer('heard', text({ t: 'heard', messages }));
    if (visit) outbox.offer('booth', text({ t: 'booth', booth: visit }));
    if (calibrating)
      outbox.offer('calibration', text({ t: 'calibration', calibration: calibrating }));
  };

  return {
    state(state) {
      newest = state;
      if (!show || clients.size === 0) return;
      const layout = show;
      const whole = nodeBuffer(encodeState(state, layout));
      let blind: Buffer | null = null;
      for (const [client, pacing] of clients) {
        if (!isScreen(client)) continue;
        if (!sees(client)) blind ??= nodeBuffer(encodeState(unfelt(state), layout));
        const data = sees(client) ? whole : (blind ?? whole);
        const mine = pacing.withheld ? mergeStates(pacing.withheld, data) : data;
        const isOff = pacing.lagging && pacing.turn++ % LAG.every !== 0;
        pacing.withheld = isOff ? mine : null;
        if (!isOff) client.outbox.offer('state', mine, mergeStates);
      }
    },
    movement: (frame) => moved.push(frame.bodyId, frame),
    show(next) {
      show = next;
      offer(isScreen, 'show', () => text({ t: 'show', show: next }));
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
    thumb: (displayId, frame) => offer(isConsole, `thumb:${displayId}`, () => frame),
    patch(next) {
      patch = next;
      for (const client of clients.keys()) tellPatch(client, next);
      displays.patch(next);
    },
    desk: desks.push,
    heard: peers.push,
    sound: displays.sound,
    music: displays.music,
    score: displays.score,
    outputs: displays.outputs,
    wall: displays.wall,
    soundPlace: displays.soundPlace,
    awaits: displays.awaits,
    isLocked: () => desks.newest()?.locked ?? false,
    editing(status) {
      file = status;
      offer(mayEdit, 'editing', () => text({ t: 'editing', editing: status }));
    },
    booth(summary) {
      visit = summary;
      toConsoles('booth', () => text({ t: 'booth', booth: summary }));
    },
    calibration(status) {
      calibrating = status;
      toConsoles('calibration', () => text({ t: 'calibration', calibration: status }));
    },
    joined(client, owns) {
      const { outbox, id, role, access } = client;
      const nowMs = scheduler.nowMs();
      const welcome = {
        t: 'welcome',
        version: WIRE_VERSION,
        id,
        nowMs,
        tickHz,
        software,
        access,
      } as const;
      outbox.offer('welcome', text(welcome));
      const seen = isScreen(client) ? show : null;
      if (seen) outbox.offer('show', text({ t: 'show', show: seen }));
      const state = newest && (sees(client) ? newest : unfelt(newest));
      if (seen && state) outbox.offer('state', nodeBuffer(encodeState(state, seen)));
      if (patch) tellPatch(client, patch);
      if (role === 'console') tellConsole(client);
      if (role === 'stage') {
        displays.joined(client);
        film.joined(client.outbox, nowMs);
      }
      clients.set(client, { lagging: false, turn: 0, withheld: null, owns });
    },
    left(client) {
      clients.delete(client);
      displays.left(client);
      film.left(client.outbox);
    },
    picture: (frames) => film.publish(frames, scheduler.nowMs()),
    pictureNeed: () => film.need(scheduler.nowMs()),
    drawing: displays.drawing,
    visitDrawing: displays.visitDrawing,
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
