import { z } from 'zod';
import { CalibrationStatus } from './calibration.ts';
import { DeskStatus, Heard, Learned } from './desk.ts';
import { Edited, EditRequest, EditStatus } from './editing.ts';
import { FeatureValue } from './feature.ts';
import { fittingId, Id, Text } from './ids.ts';
import { Intent } from './intent.ts';
import { OutputLevels } from './output.ts';
import { Patch, PatchChange } from './patch.ts';
import { Sketch } from './picture.ts';
import { StageLabel } from './picture-label.ts';
import { SCENE_IDS, type SceneId } from './scenes.ts';
import { MusicDesk, ScoreNote } from './score.ts';
import { StreamInfo } from './sensor.ts';
import { CueWhen, Curve, FOLLOWS, Group } from './show.ts';
import { SoundDesk } from './sound.ts';
import { DisplayAudio, Health, Rung, SoundState } from './status.ts';
import { AtMs, Seconds } from './time.ts';
import { VisitAct, VisitStatus, VisitSummary } from './visit.ts';
import { WALL_SHEETS, WallSheet } from './wall.ts';

/** Raised when a message changes its meaning. A peer of another version is refused politely. */
export const WIRE_VERSION = 2;

/**
 * Longest text a client may send: MEMORY_CHARACTERS of a memory, each written as \uXXXX, and SKETCH_POINTS of a drawing
 * in full precision.
 */
export const MAX_CLIENT_BYTES = 1024 * 1024;
/** Longest text of any other kind: an output of eight slices with all their masks in full precision. */
export const MAX_MESSAGE_BYTES = 256 * 1024;
/** Longest change of the show file. */
export const MAX_EDIT_BYTES = 64 * 1024;
/** Longest greeting: an id and a token, however they are escaped. */
export const MAX_HELLO_BYTES = 4 * 1024;
/** Largest binary frame a client may send: a thumbnail, or many samples. */
export const MAX_FRAME_BYTES = 64 * 1024;

/** stage: a display. console: an operator. sensor: a page or program that measures. booth: the screen a visitor touches. */
export const ROLES = ['stage', 'console', 'sensor', 'booth'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** view: sees the show, but no body's signals and no visitor's words. operate: runs it. edit: changes it too. */
export const ACCESSES = ['view', 'operate', 'edit'] as const;
export const Access = z.enum(ACCESSES);
export type Access = z.infer<typeof Access>;

/* ---- client to conductor, JSON text ---- */

export const Hello = z.strictObject({
  t: z.literal('hello'),
  version: z.int(),
  role: Role,
  /** Stays the same over reconnects, so that a display keeps its place in /health. */
  id: Id,
  token: z.string().max(256).optional(),
});
export type Hello = z.infer<typeof Hello>;

/** What kind of thing measures. */
export const DEVICES = ['camera', 'phone', 'strap', 'microphone', 'other'] as const;
export const Device = z.enum(DEVICES);
export type Device = z.infer<typeof Device>;

const Handle = z.int().min(0).max(65_535);

/** A source of a sensor page, before its first samples and whenever its streams change. */
export const Announce = z.strictObject({
  t: z.literal('announce'),
  /** Unique on its page; at the conductor it goes by {@link pageSourceId}. */
  source: Id,
  device: Device,
  body: Id.optional(),
  label: Text,
  /** `handle` is the number by which samples name the stream; unique on the page. */
  streams: z
    .array(StreamInfo.extend({ handle: Handle }))
    .min(1)
    .max(64)
    .refine(
      (list) =>
        new Set(list.map((s) => s.handle)).size === list.length &&
        new Set(list.map((s) => s.name)).size === list.length,
      'two streams of one handle or one name',
    ),
});
export type Announce = z.infer<typeof Announce>;

/**
 * The id at the conductor of a source of a sensor page: the page's id, a dot and the source's, or the page's
 * alone where both are the same. One longer than 64 characters is cut and ends in a hash of the whole.
 */
export const pageSourceId = (page: Id, source: Id): Id =>
  fittingId(source === page ? page : `${page}.${source}`);

export const ClientMessage = z.discriminatedUnion('t', [
  Hello,
  z.strictObject({ t: z.literal('ping'), sentMs: z.number() }),
  /** From displays: about twice a second, and while pictures come up to ten times a second. */
  z.strictObject({
    t: z.literal('ack'),
    seq: z.int().min(0),
    frames: z.int().min(0),
    fps: z.number().min(0).max(1000),
    rung: Rung,
    /** Number of the newest painted picture that is on the canvas; absent where there was none. */
    picture: z.int().min(0).optional(),
    /** Lines of its canvas: no larger picture helps it. */
    lines: z.int().min(1).max(16_384).optional(),
    sound: SoundState.optional(),
    /** A file that it cannot play; absent: none. */
    unplayable: z.string().max(1_000).optional(),
    /** Its audio devices; in some acknowledgements, absent in others: as it said last. */
    audio: DisplayAudio.optional(),
  }),
  z.strictObject({ t: z.literal('intent'), intent: Intent }),
  /** Booths only: what the visitor does. */
  z.strictObject({ t: z.literal('visit'), act: VisitAct }),
  /** Consoles that may operate: the attendant ends the visit (`stop`), or says that help came (`helped`). */
  z.strictObject({ t: z.literal('attend'), do: z.enum(['stop', 'helped']) }),
  /** Consoles that may edit: the next MIDI control that is touched is told, not obeyed; `false` leaves off. */
  z.strictObject({ t: z.literal('learn'), on: z.boolean() }),
  /** Consoles that may edit: a device of a cue is told something harmless; `heard` says what came of it. */
  z.strictObject({ t: z.literal('test'), device: Id }),
  /** Consoles that may edit: changes of the show file; `edited` answers. */
  EditRequest,
  /** Consoles may change everything; a sensor page the patch of its own camera; a display its own output. */
  z.strictObject({ t: z.literal('patch'), change: PatchChange }),
  Announce,
  z.strictObject({
    t: z.literal('source-state'),
    source: Id,
    state: z.enum(['waiting', 'ended', 'failed']),
    reason: Text.optional(),
  }),
  /** For programs that would rather not speak binary: frames x channels, interleaved. */
  z.strictObject({
    t: z.literal('samples'),
    handle: Handle,
    /** Show time of the last frame; absent: now. */
    atMs: AtMs.optional(),
    data: z.array(z.number()).min(1).max(4096),
  }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/* ---- conductor to client, JSON text ---- */

export const StageCue = z.strictObject({
  number: z.string(),
  title: Text,
  /** Null: the picture stays as it is. */
  scene: z.string().nullable(),
  /** It calls itself on what is felt. */
  feels: z.boolean().optional(),
  /** On what: the order of its conditions is that of `desk.watching`. */
  when: CueWhen.optional(),
  group: z.string().optional(),
  fadeS: Seconds,
  curve: Curve,
  preWaitS: Seconds,
  postWaitS: Seconds,
  follow: z.enum(FOLLOWS),
  notes: z.string().optional(),
});

/** What a client must know of the show to read state frames and to go on alone. */
export const StageShow = z.strictObject({
  /** Changes whenever the show file does; state frames name it. 1..65535. */
  revision: z.int().min(1).max(65_535),
  id: z.string(),
  title: Text,
  seed: z.int(),
  /** In the order of the binary state; `params` names the look values in order. */
  entries: z
    .array(
      z.strictObject({
        name: z.string(),
        scene: z.enum(SCENE_IDS as [SceneId, ...SceneId[]]),
        params: z.array(z.string()),
        /** Whose movement touches it; empty: everybody's. */
        moved: z.array(z.string()),
      }),
    )
    .max(64),
  cues: z.array(StageCue),
  groups: z.record(z.string(), Group).optional(),
  bodies: z.array(z.string()).max(16),
  panicS: z.number(),
  /** What stands on the picture while a machine's pictures are seen in it; absent: nothing. */
  label: StageLabel.optional(),
  onLoss: z.strictObject({ picture: z.enum(['hold', 'dark']), afterS: Seconds }),
});
export type StageShow = z.infer<typeof StageShow>;

export const Note = z.strictObject({
  atMs: AtMs,
  level: z.enum(['info', 'warn', 'fail']),
  door: z.string(),
  text: Text,
});
/** One line of the console's message list. */
export type Note = z.infer<typeof Note>;

export const ServerMessage = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('welcome'),
    version: z.int(),
    id: z.string(),
    nowMs: AtMs,
    tickHz: z.number(),
    software: z.string(),
    access: Access,
  }),
  z.strictObject({ t: z.literal('show'), show: StageShow }),
  /** Displays: on joining, and when anything that sounds changes. */
  z.strictObject({ t: z.literal('sound'), sound: SoundDesk }),
  /** Displays: on joining, and when cues leave them another share of their light. */
  z.strictObject({ t: z.literal('outputs'), levels: OutputLevels }),
  /** Displays: on joining, and when the show remembers something else. Empty: no drawing. */
  z.strictObject({ t: z.literal('drawing'), lines: Sketch }),
  z.strictObject({ t: z.literal('pong'), sentMs: z.number(), nowMs: AtMs }),
  z.strictObject({
    t: z.literal('refused'),
    code: z.enum(['version', 'token', 'access', 'full', 'bad-message', 'slow', 'closing']),
    text: Text,
  }),
  /** To who asked for something that its access or the lock forbids; it stays connected. */
  z.strictObject({
    t: z.literal('denied'),
    what: z.enum(['intent', 'patch', 'learn', 'test', 'edit', 'attend']),
    text: Text,
  }),
  /** Consoles; displays of their own output; sensor pages of their own camera. */
  z.strictObject({ t: z.literal('patch'), patch: Patch }),
  /** Consoles only; `features` also go to sensor pages, of their own sources. */
  z.strictObject({ t: z.literal('health'), health: Health }),
  z.strictObject({ t: z.literal('features'), features: z.array(FeatureValue) }),
  z.strictObject({ t: z.literal('notes'), notes: z.array(Note) }),
  /** Consoles only; `heard` and `learned` not where the access is view. */
  z.strictObject({ t: z.literal('desk'), desk: DeskStatus }),
  z.strictObject({ t: z.literal('heard'), messages: z.array(Heard).max(200) }),
  z.strictObject({ t: z.literal('learned'), learned: Learned }),
  /** Consoles that may edit: the show file, on joining and whenever it changes; what became of an `edit`. */
  z.strictObject({ t: z.literal('editing'), editing: EditStatus }),
  z.strictObject({ t: z.literal('edited'), edited: Edited }),
  /** Consoles only: on joining, and about four times a second while a calibration runs. */
  z.strictObject({ t: z.literal('calibration'), calibration: CalibrationStatus }),
  /** Booths only: the visit of this booth, on joining and whenever it changes. */
  z.strictObject({ t: z.literal('visit'), visit: VisitStatus }),
  /** Consoles only: how the booth stands, with nothing of the visitor in it. */
  z.strictObject({ t: z.literal('booth'), booth: VisitSummary }),
  /** Displays: kept memories as they hang, on joining and whenever one comes or goes. */
  z.strictObject({ t: z.literal('wall'), sheets: z.array(WallSheet).max(WALL_SHEETS) }),
  /** Displays that play the sound of the show: the music that answers, and its notes ahead of their time. */
  z.strictObject({ t: z.literal('music'), music: MusicDesk }),
  z.strictObject({
    t: z.literal('score'),
    run: z.int().min(0),
    notes: z.array(ScoreNote).max(512),
  }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

/* ---- binary frames; layouts in WIRE.md, codecs in frames.ts ---- */

export const FRAME = {
  state: 1,
  movement: 2,
  scope: 3,
  thumb: 4,
  samples: 5,
  picture: 6,
  voice: 7,
} as const;

/** A few seconds of one stream for the console's scopes, thinned to what a screen shows. */
export interface ScopeFrame {
  readonly sourceId: string;
  readonly bodyId: string;
  readonly stream: string;
  readonly kind: string;
  readonly channels: number;
  readonly rateHz: number;
  readonly atMs: number;
  readonly data: Float32Array;
}
