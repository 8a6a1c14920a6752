import { pacer } from '../shared-ui/frame.ts';
import { type Trouble, triesAgain, troubleOf } from './trouble.ts';

/** What the operator chose; null: any camera. */
export interface CameraWish {
  readonly deviceId: string | null;
  readonly width: number;
  readonly height: number;
}

export type CameraState =
  | { readonly state: 'closed' }
  | { readonly state: 'asking' }
  | { readonly state: 'running'; readonly stream: MediaStream; readonly deviceId: string }
  | { readonly state: 'trouble'; readonly trouble: Trouble };

export interface CameraChoice {
  readonly deviceId: string;
  readonly label: string;
}

export interface CameraDevice {
  state(): CameraState;
  /** Opens the wished camera, closing the one before. */
  open(wish: CameraWish): void;
  /** In every animation frame: asks again for a camera that is not there. */
  tick(nowMs: number): void;
  /** Cameras of this machine; their names are empty before the first permission. */
  choices(): Promise<readonly CameraChoice[]>;
  close(): void;
}

/** The part of `navigator.mediaDevices` that is used. */
export type Media = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

const RETRY_MS = 4_000;
const FPS = 30;

const constraints = ({ deviceId, width, height }: CameraWish): MediaStreamConstraints => ({
  audio: false,
  video: {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: FPS },
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  },
});

const stopAll = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/**
 * The camera, as states. One that is pulled out becomes `unplugged` and is opened again when it is back.
 * `media` is undefined where the browser gives none: a page that is neither HTTPS nor localhost.
 */
export const cameraDevice = (
  media: Media | undefined,
  changed: (state: CameraState) => void,
): CameraDevice => {
  let state: CameraState = { state: 'closed' };
  let wish: CameraWish | null = null;
  let turn = 0;
  let due = pacer(RETRY_MS);

  const become = (next: CameraState): void => {
    if (state.state === 'running' && next !== state) stopAll(state.stream);
    state = next;
    changed(next);
  };
  const inTrouble = (trouble: Trouble): void => become({ state: 'trouble', trouble });

  const watch = (track: MediaStreamTrack, mine: number): void => {
    const ifMine = (fn: () => void) => (): void => {
      if (mine === turn) fn();
    };
    track.addEventListener(
      'ended',
      ifMine(() => inTrouble('unplugged')),
    );
    track.addEventListener(
      'mute',
      ifMine(() => changed({ state: 'trouble', trouble: 'muted' })),
    );
    track.addEventListener(
      'unmute',
      ifMine(() => changed(state)),
    );
  };

  const ask = async (): Promise<void> => {
    if (!media) return inTrouble('insecure');
    if (!wish) return;
    turn += 1;
    const mine = turn;
    try {
      const stream = await media.getUserMedia(constraints(wish));
      if (mine !== turn) return stopAll(stream);
      const [track] = stream.getVideoTracks();
      if (!track) return inTrouble('noCamera');
      watch(track, mine);
      become({ state: 'running', stream, deviceId: track.getSettings().deviceId ?? '' });
    } catch (error) {
      if (mine === turn) inTrouble(troubleOf(error));
    }
  };

  const again = (): void => {
    if (state.state === 'trouble' && triesAgain(state.trouble)) void ask();
  };
  media?.addEventListener('devicechange', again);

  return {
    state: () => state,
    open(next) {
      wish = next;
      due = pacer(RETRY_MS);
      become({ state: 'asking' });
      void ask();
    },
    tick(nowMs) {
      if (due(nowMs)) again();
    },
    async choices() {
      const all = (await media?.enumerateDevices().catch(() => [])) ?? [];
      return all
        .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
        .map(({ deviceId, label }) => ({ deviceId, label }));
    },
    close() {
      turn += 1;
      wish = null;
      media?.removeEventListener('devicechange', again);
      if (state.state !== 'closed') become({ state: 'closed' });
    },
  };
};
