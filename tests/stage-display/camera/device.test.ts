import { describe, expect, it } from 'vitest';
import {
  type CameraState,
  cameraDevice,
  type Media,
} from '../../../stage-display/camera/device.ts';
import { captureAge } from '../../../stage-display/camera/frames.ts';
import { sayingOf, sayings } from '../../../stage-display/camera/sayings.ts';
import { TROUBLES, troubleOf, troubleText } from '../../../stage-display/camera/trouble.ts';

const WISH = { deviceId: 'left', width: 640, height: 480 };
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

class FakeTrack extends EventTarget {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: 'left' };
  }
}

/** A machine with one camera that can be pulled out, refused or busy. */
const machine = () => {
  const tracks: FakeTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  const events = new EventTarget();
  const now: { error: string | null } = { error: null };
  const media = {
    async getUserMedia(constraints: MediaStreamConstraints) {
      asked.push(constraints);
      if (now.error) throw Object.assign(new Error('no'), { name: now.error });
      const track = new FakeTrack();
      tracks.push(track);
      return { getTracks: () => [track], getVideoTracks: () => [track] };
    },
    enumerateDevices: async () => [
      { kind: 'audioinput', deviceId: 'mic', label: 'Mic' },
      { kind: 'videoinput', deviceId: 'left', label: 'Left' },
      { kind: 'videoinput', deviceId: '', label: '' },
    ],
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  } as unknown as Media;
  const states: CameraState[] = [];
  const device = cameraDevice(media, (state) => states.push(state));
  const last = (): string => {
    const state = states.at(-1);
    return state?.state === 'trouble' ? state.trouble : (state?.state ?? '');
  };
  const plug = (): boolean => events.dispatchEvent(new Event('devicechange'));
  return { device, tracks, asked, now, last, plug, states };
};

describe('the camera', () => {
  it('is asked for as it was chosen, without sound', async () => {
    const { device, asked, last } = machine();
    device.open(WISH);
    expect(last()).toBe('asking');
    await settled();
    expect(last()).toBe('running');
    expect(asked[0]).toMatchObject({ audio: false, video: { deviceId: { exact: 'left' } } });
    expect(await device.choices()).toEqual([{ deviceId: 'left', label: 'Left' }]);
  });

  it('that is pulled out waits, and comes back when it is plugged in again', async () => {
    const { device, tracks, now, last, plug } = machine();
    device.open(WISH);
    await settled();
    tracks[0]!.dispatchEvent(new Event('ended'));
    expect(last()).toBe('unplugged');
    expect(tracks[0]!.stopped).toBe(true);
    now.error = 'OverconstrainedError';
    plug();
    await settled();
    expect(last()).toBe('unplugged');
    now.error = null;
    plug();
    await settled();
    expect(last()).toBe('running');
  });

  it('is asked for again by itself where another program had it, but never where it was refused', async () => {
    const { device, now, last, asked, plug } = machine();
    now.error = 'NotReadableError';
    device.open(WISH);
    await settled();
    expect(last()).toBe('busy');
    now.error = 'NotAllowedError';
    device.tick(1_000);
    await settled();
    expect(last()).toBe('denied');
    now.error = null;
    device.tick(100_000);
    plug();
    await settled();
    expect(asked).toHaveLength(2);
    expect(last()).toBe('denied');
  });

  it('that is covered says so, and goes on', async () => {
    const { device, tracks, last } = machine();
    device.open(WISH);
    await settled();
    tracks[0]!.dispatchEvent(new Event('mute'));
    expect(last()).toBe('muted');
    tracks[0]!.dispatchEvent(new Event('unmute'));
    expect(last()).toBe('running');
  });

  it('of an older wish is closed as it comes', async () => {
    const { device, tracks, states } = machine();
    device.open(WISH);
    device.open({ ...WISH, deviceId: null });
    await settled();
    expect(tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
    expect(states.filter(({ state }) => state === 'running')).toHaveLength(1);
    device.close();
    device.close();
    expect(tracks[1]!.stopped).toBe(true);
  });

  it('is not there on a page that is not secure', () => {
    const states: CameraState[] = [];
    cameraDevice(undefined, (state) => states.push(state)).open(WISH);
    expect(states.at(-1)).toEqual({ state: 'trouble', trouble: 'insecure' });
  });
});

describe('a trouble', () => {
  it('is known by its name, whatever was thrown', () => {
    expect(troubleOf({ name: 'NotFoundError' })).toBe('noCamera');
    for (const odd of [null, undefined, 'x', new Error('x'), { name: 7 }])
      expect(troubleOf(odd)).toBe('refused');
  });

  it('has its own words in both languages', () => {
    const texts = TROUBLES.map(troubleText);
    expect(new Set(texts.map(({ en }) => en)).size).toBe(TROUBLES.length);
    for (const { ko } of texts) expect(ko).toMatch(/[가-힣]/);
  });

  it('is told of every dancer once, and again after it was taken back', () => {
    const told: string[] = [];
    const { tell } = sayings((slot, { state, reason }) =>
      told.push(`${slot} ${state} ${reason.en}`),
    );
    const live = [{ slot: 1, state: 'live', seen: null }] as const;
    const off = new Set<number>();
    for (const trouble of ['denied', 'denied', null, 'unplugged'] as const)
      for (const slot of [1, 2]) tell(slot, sayingOf(slot, trouble, live, off));
    expect(told.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '1 failed',
      '2 failed',
      '2 waiting',
      '1 waiting',
      '2 waiting',
    ]);
    expect(sayingOf(1, null, live, new Set([1]))?.reason.en).toContain('outside the stage');
  });
});

describe("a picture's age", () => {
  it('is what the camera says, unless that cannot be', () => {
    expect(captureAge(1000, { captureTime: 960 })).toBe(40);
    expect(captureAge(1000, {})).toBe(0);
    expect(captureAge(1000, { captureTime: 1001 })).toBe(0);
    expect(captureAge(1000, { captureTime: 1 })).toBe(0);
    expect(captureAge(1000, { captureTime: Number.NaN })).toBe(0);
  });
});
