import type { FeatureValue } from '#contracts/feature';
import type { Text } from '#contracts/ids';
import type { CameraPatch, Patch } from '#contracts/patch';
import type { StreamInfo } from '#contracts/sensor';
import type { Device } from '#contracts/wire';
import type { LinkStatus, OpenSocket, Timing } from './types.ts';

/** One source of a sensor page: a strap, a dancer seen by a camera. */
export interface SensorSource {
  /** Unique on its page. */
  readonly id: string;
  readonly device: Device;
  /** Whose body it is; the conductor's patch or its default where absent. */
  readonly body?: string;
  readonly label: Text;
  readonly streams: readonly StreamInfo[];
}

export interface SensorLinkOptions {
  /** `ws://host:port/ws`; see `wireUrl(location)`. */
  readonly url: string;
  /** Stays the same over reloads: sources and calibration are kept under it. */
  readonly id: string;
  readonly token?: string;
  readonly onStatus?: (status: LinkStatus) => void;
  /** The machine's patch, at joining and whenever it changes. */
  readonly onPatch?: (patch: Patch) => void;
  /** What the conductor draws from this page's own sources, at most 10 times a second. */
  readonly onFeatures?: (features: readonly FeatureValue[]) => void;
  /** `browserTiming()` where absent. */
  readonly timing?: Timing;
  /** `browserSocket` where absent. */
  readonly open?: OpenSocket;
}

/** The way of a sensor page to the conductor. Announcements are repeated by themselves after a reconnect. */
export interface SensorLink {
  /** Local time, as `send` expects it. */
  nowMs(): number;
  showMs(localMs: number): number;
  status(): LinkStatus;
  /** Adds a source, or renews it when its streams, body or name changed. */
  announce(source: SensorSource): void;
  /**
   * Sends frames x channels, interleaved, the last frame taken at local time `atMs`. False where nothing
   * is sent (not connected, socket full, unknown stream): samples are never kept for later.
   */
  send(source: string, stream: string, data: ArrayLike<number>, atMs: number): boolean;
  /** Says that a source waits, ended or failed, and why; samples take it back. */
  say(source: string, state: 'waiting' | 'ended' | 'failed', reason?: Text): void;
  /** Keeps how this page's camera sees the stage, with the machine. */
  keepCamera(camera: CameraPatch): boolean;
  patch(): Patch | null;
  close(): void;
}
