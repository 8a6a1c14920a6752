import type { CameraPatch } from '#contracts/patch';
import { KEYPOINTS, type StreamInfo } from '#contracts/sensor';
import type { Stop } from '../net/index.ts';
import type { SensorRun } from '../sensor-page/index.ts';
import { everyFrame, pacer } from '../shared-ui/frame.ts';
import { type CameraChoice, type CameraDevice, type CameraState, cameraDevice } from './device.ts';
import { eachPicture } from './frames.ts';
import { type Lookout, startLookout } from './lookout.ts';
import { type Estimator, loadEstimator } from './model.ts';
import { pictureCutter } from './picture.ts';
import { sayingOf, sayings } from './sayings.ts';
import { bodyOf, type Settings, sizeOf } from './settings.ts';
import type { Trouble } from './trouble.ts';
import { WORDS } from './words.ts';

/** The stream every dancer has. */
export const POSE_STREAM: StreamInfo = {
  name: 'pose',
  kind: 'pose',
  channels: KEYPOINTS.flatMap((name) => [`${name}.x`, `${name}.y`, `${name}.c`]),
  rateHz: 0,
};

export interface SessionParts {
  readonly run: SensorRun;
  readonly video: HTMLVideoElement;
  readonly camera: () => CameraPatch;
  readonly settings: () => Settings;
  readonly trouble: (trouble: Trouble | null, backend: string | null) => void;
  readonly cameras: (choices: readonly CameraChoice[], running: string) => void;
}

/** Between start and stop: the camera, the network, and what they find. */
export interface Session {
  lookout(): Lookout | null;
  /** After the settings changed: another camera, more dancers, other names. */
  renew(what: 'camera' | 'dancers'): void;
  readonly stop: Stop;
}

/** No picture for this long from a camera that runs. */
const SILENT_MS = 4_000;
const MODEL_AGAIN_MS = 8_000;
/** 30 pictures a second, with room for a camera that does not keep its time to the millisecond. */
const LEAST_MS = 28;

const fill = (text: { en: string; ko: string }, n: number) => ({
  en: text.en.replace('{n}', String(n)),
  ko: text.ko.replace('{n}', String(n)),
});

export const startSession = (parts: SessionParts): Session => {
  const { run, video } = parts;
  /** The conductor puts the page before it. */
  const sourceId = (slot: number): string => String(slot);
  const offStage = new Set<number>();
  const said = sayings((slot, { state, reason }) => run.link.say(sourceId(slot), state, reason));
  const modelDue = pacer(MODEL_AGAIN_MS);
  let camera: CameraState = { state: 'asking' };
  let network: 'loading' | 'failed' | Estimator = 'loading';
  let lookout: Lookout | null = null;
  let [heardMs, takenMs, stopped] = [run.nowMs(), 0, false];
  let announced = 0;

  const trouble = (): Trouble | null => {
    if (document.visibilityState === 'hidden') return 'hidden';
    if (camera.state === 'trouble') return camera.trouble;
    if (network === 'failed') return 'modelFailed';
    if (network === 'loading') return 'modelLoading';
    const waited = camera.state === 'running' && run.nowMs() - heardMs > SILENT_MS;
    return waited ? 'silent' : null;
  };

  const tell = (): void => {
    const now = trouble();
    for (let slot = 1; slot <= announced; slot++)
      said.tell(slot, sayingOf(slot, now, lookout?.places() ?? [], offStage));
    parts.trouble(now, typeof network === 'string' ? null : network.backend);
  };

  const dancer = (slot: number, data: Float32Array | null, atMs: number): void => {
    if (!data) return void offStage.add(slot);
    offStage.delete(slot);
    run.send('pose', data, atMs, sourceId(slot));
  };

  const load = async (): Promise<void> => {
    network = 'loading';
    const loaded = await loadEstimator().catch(() => 'failed' as const);
    if (stopped) return void (loaded !== 'failed' && loaded.close());
    network = loaded;
    beginLooking();
  };

  const beginLooking = (): void => {
    lookout?.stop();
    lookout = null;
    if (typeof network === 'string' || camera.state !== 'running') return;
    const estimator = network;
    lookout = startLookout(
      {
        estimator,
        cutter: pictureCutter(video, () => parts.camera().masks),
        camera: parts.camera,
        infrared: () => parts.settings().infrared,
        nowMs: run.nowMs,
        dancer,
        looked: tell,
        failed() {
          // The graphics may have been taken away: all of it is made anew.
          estimator.close();
          lookout = null;
          network = 'failed';
          tell();
        },
      },
      parts.settings().dancers,
    );
  };

  const onCamera = (state: CameraState): void => {
    if (stopped) return;
    const isNew = state.state === 'running' && state !== camera;
    camera = state;
    heardMs = run.nowMs();
    if (state.state !== 'running') lookout?.stop();
    if (isNew) {
      video.srcObject = state.stream;
      // A play that is overtaken by another camera rejects: the newer one counts.
      video.play().catch(() => undefined);
      beginLooking();
    }
    void device.choices().then((all) => {
      if (!stopped) parts.cameras(all, state.state === 'running' ? state.deviceId : '');
    });
    tell();
  };
  const device: CameraDevice = cameraDevice(navigator.mediaDevices, onCamera);
  const openCamera = (): void =>
    device.open({ deviceId: parts.settings().deviceId, ...sizeOf(parts.settings()) });

  const announce = (): void => {
    const { dancers } = parts.settings();
    for (let slot = 1; slot <= dancers; slot++)
      run.announce({
        id: sourceId(slot),
        body: bodyOf(parts.settings(), slot),
        label: fill(WORDS.dancer, slot),
        streams: [POSE_STREAM],
      });
    for (let slot = dancers + 1; slot <= announced; slot++) {
      said.tell(slot, null);
      run.link.say(sourceId(slot), 'ended', WORDS.free);
    }
    announced = dancers;
  };

  const onPicture = (ageMs: number): void => {
    heardMs = run.nowMs();
    const atMs = heardMs - ageMs;
    if (atMs - takenMs < LEAST_MS) return;
    takenMs = atMs;
    lookout?.picture(atMs);
  };

  announce();
  openCamera();
  void load();
  const stops: Stop[] = [
    eachPicture(video, onPicture),
    everyFrame((nowMs) => {
      device.tick(nowMs);
      if (modelDue(nowMs) && network === 'failed') void load();
      tell();
    }),
    device.close,
  ];
  document.addEventListener('visibilitychange', tell);

  return {
    lookout: () => lookout,
    renew(what) {
      if (stopped) return;
      if (what === 'camera') openCamera();
      else {
        announce();
        lookout?.expect(parts.settings().dancers);
      }
      tell();
    },
    stop() {
      if (stopped) return;
      stopped = true;
      document.removeEventListener('visibilitychange', tell);
      for (const stop of stops) stop();
      lookout?.stop();
      if (typeof network !== 'string') network.close();
      video.srcObject = null;
    },
  };
};
