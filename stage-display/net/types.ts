import type { CalibrationStatus } from '#contracts/calibration';
import type { DeskStatus, Heard, Learned } from '#contracts/desk';
import type { Edited, EditRequest, EditStatus } from '#contracts/editing';
import type { FeatureValue } from '#contracts/feature';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import type { MovementFrame } from '#contracts/movement';
import type { OutputLevels } from '#contracts/output';
import type { Patch, PatchChange } from '#contracts/patch';
import type { Sketch } from '#contracts/picture';
import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import type { DisplayAudio, DisplayStatus, Health, RungName, SoundState } from '#contracts/status';
import type { VisitSummary } from '#contracts/visit';
import type { WallSheet } from '#contracts/wall';
import type { Access, Note, Role, ScopeFrame, ServerMessage, StageShow } from '#contracts/wire';
import type { DecodePicture, PicturePair } from './pictures.ts';

export type Denied = Extract<ServerMessage, { t: 'denied' }>;

/** Stops what was started. Calling it twice is harmless. */
export type Stop = () => void;

/** The page's own time and timers, injected: `browserTiming()` in a page, a manual clock in a test. */
export interface Timing {
  /** Local milliseconds that never step back. Not show time: see `StageLink.showMs`. */
  nowMs(): number;
  /** Calls `fn` once, not before `atMs` (local). */
  at(atMs: number, fn: () => void): Stop;
}

/** What the link hears of a socket. Exactly one `closed` comes last. */
export interface SocketEvents {
  opened(): void;
  text(data: string): void;
  binary(data: Uint8Array): void;
  closed(code: number): void;
}

/** A socket as the link sees it. The browser's WebSocket fits (browserSocket). */
export interface WireSocket {
  /** False where it is not open or its buffer is full: the message is dropped. */
  send(data: string | Uint8Array): boolean;
  close(): void;
}
export type OpenSocket = (url: string, events: SocketEvents) => WireSocket;

/** connecting: never joined yet. live: messages come. lost: was live, tries again. refused: the door said no, tries again slowly. closed: by us. */
export type LinkState = 'connecting' | 'live' | 'lost' | 'refused' | 'closed';

export interface LinkStatus {
  readonly state: LinkState;
  /** What this page may do, as the conductor said at the last welcome; null before the first. */
  readonly access: Access | null;
  /** Local time at which this state began. */
  readonly sinceMs: number;
  /** Attempts to connect since the link was last live. */
  readonly attempts: number;
  /** Show time minus local time, in milliseconds; null before the first answer. */
  readonly offsetMs: number | null;
  /** Best round trip of the last answers; null before the first. */
  readonly rttMs: number | null;
  /** How far behind show time the picture is played. */
  readonly delayMs: number;
  readonly received: number;
  /** Messages that were malformed, duplicate or out of order. */
  readonly dropped: number;
  /** Why the door refused, in both languages. */
  readonly refusal: { readonly code: string; readonly text: Text } | null;
  /** What `welcome` said of the conductor. */
  readonly software: string | null;
}

/** The newest movement of one body and how long ago it came (local clock, so no clock sync is needed). */
export interface Movement {
  readonly frame: MovementFrame;
  readonly seq: number;
  readonly ageMs: number;
}

export interface StageLinkOptions {
  /** `ws://host:port/ws`; see `wireUrl(location)`. */
  readonly url: string;
  /** Stays the same over reconnects and reloads: keep it in localStorage. */
  readonly id: string;
  /** `stage` where absent. */
  readonly role?: Role;
  /** Long token; the cookie of the PIN page serves as well. */
  readonly token?: string;
  /** A show, at joining and whenever its file changed. */
  readonly onShow?: (show: StageShow) => void;
  readonly onStatus?: (status: LinkStatus) => void;
  /** Each movement frame at the moment it arrives, newest wins. */
  readonly onMovement?: (movement: Movement) => void;
  /** Each new state as it arrives, before playout. */
  readonly onState?: (state: StageState) => void;
  /** What of the machine's patch is this page's to know, at joining and whenever it changes. */
  readonly onPatch?: (patch: Patch) => void;
  /** All that sounds: displays, at joining and whenever it changes. */
  readonly onSound?: (sound: SoundDesk) => void;
  /** The music that answers, and its notes ahead of their time: displays that play the show's sound. */
  readonly onMusic?: (music: MusicDesk) => void;
  readonly onScore?: (run: number, notes: readonly ScoreNote[]) => void;
  /** What cues leave to displays of their light: displays, at joining and whenever it changes. */
  readonly onOutputs?: (levels: OutputLevels) => void;
  /** Displays: the drawing of what the show remembers, at joining and whenever it changes; empty: none. */
  readonly onDrawing?: (lines: Sketch) => void;
  /** Displays: the kept memories that hang on the wall, at joining and whenever they change. */
  readonly onWall?: (sheets: readonly WallSheet[]) => void;
  /** What was asked for is not for this page to ask, and why. */
  readonly onDenied?: (denied: Denied) => void;
  /** `browserTiming()` where absent. */
  readonly timing?: Timing;
  /** `browserSocket` where absent. */
  readonly open?: OpenSocket;
  /** `decodeInBrowser` where absent. */
  readonly decode?: DecodePicture;
  /** Seed of the back-off's jitter. Derived from `id` where absent. */
  readonly seed?: number;
}

/** What a display says about twice a second; the link adds the newest state's number. */
export interface Ack {
  /** Lines of the canvas. */
  readonly lines?: number;
  /** Pictures drawn since the page was loaded. */
  readonly frames: number;
  readonly fps: number;
  readonly rung: DisplayStatus['rung'];
  /** How its sound is, where it plays any. */
  readonly sound?: SoundState;
  /** A file of the show that it cannot play. */
  readonly unplayable?: string;
  readonly audio?: DisplayAudio;
}

export interface StageLink {
  /** Local time, as `sample` and `movements` expect it. */
  nowMs(): number;
  /** Show time at a local time: equal to it before the first clock answer. */
  showMs(localMs: number): number;
  /**
   * The stage as it is to be drawn at local time `nowMs`, interpolated a little behind show time.
   * Null before the first state. Holds the last state while the link is lost.
   * `cut` is true in exactly one sample after a cut. Layers carry weights that add up to 1.
   */
  sample(nowMs: number): StageState | null;
  /** The newest state as it came, not interpolated. */
  newest(): StageState | null;
  /** The newest movement of every body, at most one per body. */
  movements(nowMs: number): readonly Movement[];
  /**
   * The painted film at local time `nowMs`: two pictures and the blend between them. Call it in the frames that
   * draw it and in no others: what it returns counts as seen, and the conductor's rate follows that. Null before
   * the first picture; the last two stay while none come.
   */
  pictures(nowMs: number): PicturePair | null;
  /**
   * The rung of the painted film, if it was drawn within the last two seconds and its newest picture is no older than
   * two seconds (while the stage is frozen: however old); else null, and the display goes on by itself.
   */
  pictureRung(nowMs: number): RungName | null;
  /** The show last heard of; it stays while the link is lost. */
  show(): StageShow | null;
  status(): LinkStatus;
  /** Sends an intent; a stage may send panic and blackout only. False: not sent (not connected). */
  send(intent: Intent): boolean;
  /** Changes the machine's patch; consoles only. False: not sent. */
  change(change: PatchChange): boolean;
  /** The next MIDI control that is touched is told (`onLearned`), not obeyed, until `false`; consoles only. */
  learn(on: boolean): boolean;
  /** Tells a device of a cue something harmless; consoles only. */
  test(device: string): boolean;
  /** Ends the visit at the booth, or says that help came there; consoles that may operate. */
  attend(what: 'stop' | 'helped'): boolean;
  /** Asks for a change of the show file; consoles that may edit. `onEdited` answers. False: not sent. */
  edit(request: Omit<EditRequest, 't'>): boolean;
  ack(ack: Ack): boolean;
  /** Sends a JPEG of the picture, at most 60 KiB, at most 4 a second. False: not sent. */
  sendThumb(jpeg: Uint8Array): boolean;
  /** Closes for good. Twice is harmless. */
  close(): void;
}

/** A display's picture as it reaches a console. */
export interface Thumb {
  readonly displayId: string;
  readonly jpeg: Uint8Array;
  readonly atMs: number;
}

export interface ConsoleLinkOptions extends StageLinkOptions {
  /** Twice a second. */
  readonly onHealth?: (health: Health) => void;
  /** At most 10 times a second, the features that are new. */
  readonly onFeatures?: (features: readonly FeatureValue[]) => void;
  /** The machine's patch, at joining and whenever it changes. */
  readonly onPatch?: (patch: Patch) => void;
  /** At joining, and about four times a second while somebody is calibrated. */
  readonly onCalibration?: (status: CalibrationStatus) => void;
  readonly onNotes?: (notes: readonly Note[]) => void;
  readonly onScope?: (scope: ScopeFrame) => void;
  readonly onThumb?: (thumb: Thumb) => void;
  /** What an operator must see: at once where it is news, else four times a second. */
  readonly onDesk?: (desk: DeskStatus) => void;
  /** How the booth stands, now and whenever it changes. */
  readonly onBooth?: (booth: VisitSummary) => void;
  /** Messages of peers as they came, oldest first. */
  readonly onHeard?: (messages: readonly Heard[]) => void;
  readonly onLearned?: (learned: Learned) => void;
  /** The show file, to who may edit: at joining and whenever it changes. */
  readonly onEditing?: (status: EditStatus) => void;
  readonly onEdited?: (edited: Edited) => void;
}

/** A console has the same link: it may send every intent, and it also hears health and the rest. */
export type ConsoleLink = StageLink;
