import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { CalibrationStatus } from '#contracts/calibration';
import type { DeskStatus, Heard, Learned } from '#contracts/desk';
import type { Edited, EditRequest, EditStatus } from '#contracts/editing';
import type { FeatureValue } from '#contracts/feature';
import type { Asked } from '#contracts/intent';
import type { MovementFrame } from '#contracts/movement';
import type { OutputLevels } from '#contracts/output';
import type { Patch, PatchChange } from '#contracts/patch';
import type { PictureFrame, Sketch } from '#contracts/picture';
import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import type { DisplayStatus, DoorStatus, Health } from '#contracts/status';
import type { VisitStatus, VisitSummary } from '#contracts/visit';
import type { WallSheet } from '#contracts/wall';
import type { Note, ScopeFrame, StageShow } from '#contracts/wire';
import type { PageEvent } from '../../sensors/source.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { certificateNames, isLoopbackHost, urlHost } from './addresses.ts';
import type { BoothHost } from './booths.ts';
import { ensureCertificates } from './cert.ts';
import { guests } from './guests.ts';
import { listen } from './listen.ts';
import type { MineSource } from './mine-route.ts';
import type { PictureNeed } from './pictures.ts';
import { pinLimit } from './pin-limit.ts';
import { publisher } from './publisher.ts';
import { lanUrl, qrSvg, qrTarget } from './qr.ts';
import { json, write } from './reply.ts';
import { routes, type SheetAsked } from './routes.ts';
import { ensureSecrets, keyOf, type Secrets } from './secrets.ts';
import type { SoundPath } from './sounds.ts';
import type { TakesSource } from './takes-route.ts';

/** How often names and dates of the certificate are looked at: addresses change with the network. */
const RENEWAL_MS = 300_000;

export interface WireDoorOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The built pages. */
  readonly assetsDir: string;
  /** Secrets and keys live here, readable by their owner only. */
  readonly stateDir: string;
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** PIN and token, where they are given from outside instead of kept in the state folder. */
  readonly auth?: Partial<Secrets>;
  readonly health: () => Health;
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
  readonly onIntent: (asked: Asked) => void;
  /** What sensor pages say; let go where absent. */
  readonly onPage?: (event: PageEvent) => void;
  /** A change of the machine's patch that its sender may make; `from` names who asked. */
  readonly onPatch?: (change: PatchChange, from: string) => void;
  /** A change of the show file that its sender may make, and what became of it; refused where absent. */
  readonly onEdit?: (request: EditRequest, from: string) => Promise<Edited>;
  /** Whether somebody learns: the next MIDI control that is touched is told by `learned`, not obeyed. */
  readonly onLearn?: (on: boolean) => void;
  /** A device of a cue is to be told something harmless; `heard` says what came of it. */
  readonly onTest?: (device: string) => void;
  /** The cue sheet for paper, HTML; there is none where absent. */
  readonly sheet?: (asked: SheetAsked) => string;
  /** Where a sound of the show that runs lies; there are none where absent. */
  readonly soundFile?: (id: string) => SoundPath | null;
  /** Takes for the rehearsal page; there are none where absent. */
  readonly takes?: TakesSource;
  /** Who looks after the booth; nobody where absent or null. */
  readonly booth?: () => BoothHost | null;
  /** What visitors left, for who has a code; nothing is kept where absent. */
  readonly mine?: MineSource;
  /** The small grey picture of a sheet on the wall, JPEG. */
  readonly sheetPicture?: (sheet: string) => Promise<Uint8Array | null>;
  /** Name and version, for `welcome`. */
  readonly software: string;
  /** 60 where absent. */
  readonly tickHz?: number;
  /** Displays, consoles and sensor pages at the same time; 128 where absent. */
  readonly maxClients?: number;
}

export interface WireDoor {
  /** Where this machine opens it: `http://127.0.0.1:4400`. */
  readonly url: string;
  /** Where others open it; the same as `url` on loopback. */
  readonly lanUrl: string;
  readonly secrets: Secrets;
  /** SHA-256 of our authority's certificate, or null on loopback. */
  readonly fingerprint: string | null;
  /** The stage of this tick, to everybody. */
  publish(state: StageState): void;
  /** At once, at most 120 a second of each body. */
  movement(frame: MovementFrame): void;
  /** Before the first state, and whenever the show's file changed. */
  setShow(show: StageShow): void;
  /** To consoles all of them, to a sensor page those of its own sources. */
  features(list: readonly FeatureValue[]): void;
  /** To consoles and sensor pages, now and as they join. */
  setPatch(patch: Patch): void;
  notes(list: readonly Note[]): void;
  /** Where a calibration stands: to consoles, now and as they join. */
  calibration(status: CalibrationStatus): void;
  /** The show file as it stands: to consoles that may edit, now and as they join. */
  editing(status: EditStatus): void;
  /** What an operator must see: to consoles at once where it is news, else four times a second. */
  desk(status: DeskStatus): void;
  /** Messages of peers as they came, and what they did: to consoles that may operate. */
  heard(list: readonly Heard[]): void;
  /** To the consoles that learn. */
  learned(learned: Learned): void;
  /** All that sounds: to displays, now and as they join. */
  sound(sound: SoundDesk): void;
  /** The music that answers, and its notes ahead of their time: to displays that play the sound of the show. */
  music(desk: MusicDesk): void;
  score(run: number, notes: readonly ScoreNote[]): void;
  /** What cues leave to displays of their light: to displays, now and as they join. */
  outputs(levels: OutputLevels): void;
  /** Kept memories as they hang: to displays, now and as they join. */
  wall(sheets: readonly WallSheet[]): void;
  /** How the visit stands, to the pages of one booth. `whole`: with all that was left out. */
  visit(booth: string, status: VisitStatus, whole: () => VisitStatus): void;
  /** How the booth stands, to consoles, now and as they join. */
  booth(summary: VisitSummary): void;
  scope(frame: ScopeFrame): void;
  /** One picture in every size it was written at, largest first. */
  picture(frames: readonly PictureFrame[]): void;
  /** How fast and how large pictures are of use to the displays now. */
  pictureNeed(): PictureNeed;
  /** The drawing of what the show remembers now, to displays, now and as they join; empty: none. */
  drawing(lines: Sketch): void;
  /** The drawing of the visit at the booth, to displays while it is on; null: nobody is there, and it is let go. */
  visitDrawing(lines: Sketch | null): void;
  displays(): DisplayStatus[];
  status(): DoorStatus;
  /** Clients connected now, by role. */
  clients(): Readonly<Record<string, number>>;
  /** Messages left out because their reader was slow, by role. */
  drops(): Readonly<Record<string, number>>;
  /** Says goodbye to everybody and frees the port. Twice is harmless. */
  close(): Promise<void>;
}

/**
 * Opens the one port for pages, health, metrics and the wire. Plain HTTP on loopback, TLS elsewhere.
 * Throws YeounError `wire/port-in-use` or `wire/cannot-listen`.
 */
export const openWireDoor = async (options: WireDoorOptions): Promise<WireDoor> => {
  const { host, stateDir, scheduler, log } = options;
  const loopback = isLoopbackHost(host);
  const secrets: Secrets = { ...(await ensureSecrets(stateDir)), ...options.auth };
  const certificates = () =>
    ensureCertificates(stateDir, certificateNames(host), scheduler.nowMs());
  const tls = loopback ? null : await certificates();
  const publish = publisher({ ...options, tickHz: options.tickHz ?? 60 });
  const inside = guests({
    ...options,
    onPage: options.onPage ?? (() => {}),
    onPatch: options.onPatch ?? (() => {}),
    onEdit: options.onEdit ?? (async ({ n }) => ({ n, ok: false, problems: [] })),
    onLearn: options.onLearn ?? (() => {}),
    onTest: options.onTest ?? (() => {}),
    loopback,
    secrets,
    publish,
  });

  const answer = routes({
    ...options,
    loopbackDoor: loopback,
    secrets,
    limit: pinLimit(),
    nowMs: () => scheduler.nowMs(),
    ca: tls?.ca ?? null,
    mineQr: loopback ? null : () => qrSvg(`${addresses().lan}/mine`),
    qr: loopback
      ? null
      : (page, access) => qrSvg(qrTarget(addresses().lan, page, keyOf(secrets, access).pin)),
  });
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request).then(
      (reply) => write(response, reply),
      (error: unknown) => {
        log.seldom('wire', `A request failed: ${String(error)}`);
        write(response, json(500, { error: 'internal' }));
      },
    );
  };

  const door = await listen({
    host,
    port: options.port,
    tls,
    onRequest,
    maxSockets: inside.most * 2 + 64,
    scheduler,
  });
  const addresses = () => {
    const scheme = loopback ? 'http' : 'https';
    const isAny = host === '0.0.0.0' || host === '::';
    const here = isAny ? 'localhost' : urlHost(host);
    return {
      here: `${scheme}://${here}:${door.port}`,
      lan: lanUrl(scheme, host, door.port, loopback),
    };
  };
  door.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) =>
    inside.arrive(request, stream, head),
  );
  const stopRenewal = scheduler.every(RENEWAL_MS, () => {
    if (!loopback) void certificates().then(door.renew, () => log.warn('wire', RENEWAL_FAILED));
  });

  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    stopRenewal();
    publish.stop();
    await inside.close();
    await door.close();
  };

  return {
    url: addresses().here,
    lanUrl: addresses().lan,
    secrets,
    fingerprint: tls?.fingerprint ?? null,
    publish: publish.state,
    movement: publish.movement,
    setShow: publish.show,
    features: publish.features,
    setPatch: publish.patch,
    notes: publish.notes,
    editing: publish.editing,
    calibration: publish.calibration,
    desk: publish.desk,
    heard: publish.heard,
    learned: inside.learned,
    sound: publish.sound,
    music: publish.music,
    score: publish.score,
    outputs: publish.outputs,
    wall: publish.wall,
    visit: inside.visit,
    booth: publish.booth,
    scope: publish.scope,
    picture: publish.picture,
    pictureNeed: publish.pictureNeed,
    drawing: publish.drawing,
    visitDrawing: publish.visitDrawing,
    displays: inside.displays,
    clients: inside.clients,
    drops: inside.drops,
    status: () => ({
      id: 'wire',
      state: closing ? 'closed' : 'open',
      address: addresses().here,
      ...inside.counts(),
    }),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};

const RENEWAL_FAILED = 'The certificate could not be renewed; the old one stays in use.';
