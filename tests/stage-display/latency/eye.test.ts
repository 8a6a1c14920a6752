import { afterEach, describe, expect, it, vi } from 'vitest';
import { cameraEye, type Eye, pageEyes } from '../../../stage-display/latency/eye.ts';
import { oneEye } from '../../../stage-display/latency/one-eye.ts';
import type { Glance } from '../../../stage-display/latency/rise.ts';
import type { LatencyWord } from '../../../stage-display/latency/words.ts';

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

afterEach(() => vi.unstubAllGlobals());

/** A video that shows pictures when it is told to; without `frames` it never says of any. */
const fakeVideo = (frames = true) => {
  let next: VideoFrameRequestCallback | null = null;
  const asked = {
    requestVideoFrameCallback: (fn: VideoFrameRequestCallback) => {
      next = fn;
      return 1;
    },
  };
  const video = { srcObject: null, play: async () => {}, ...(frames && asked) };
  const show = (nowMs: number, captureTime?: number): void =>
    next?.(nowMs, { captureTime } as VideoFrameCallbackMetadata);
  return { video: video as unknown as HTMLVideoElement, show };
};

const fakeEye = () => {
  const track = new EventTarget();
  const closed = { times: 0 };
  const stream = { getTracks: () => [track] } as unknown as MediaStream;
  const eye: Eye = { stream, close: () => void closed.times++ };
  return { eye, track, closed };
};

const looked = (frames = true) => {
  const glances: Glance[] = [];
  const said: (LatencyWord | null)[] = [];
  const { video, show } = fakeVideo(frames);
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({
        drawImage: () => {},
        getImageData: () => ({ data: Uint8ClampedArray.of(255, 255, 255, 255) }),
      });
    },
  );
  const one = oneEye(video, { see: (g) => glances.push(g), blind: (why) => said.push(why) });
  return { one, video, show, glances, said };
};

describe('one eye at a time', () => {
  it('closes the one that opens after another was chosen', async () => {
    const { one, video, said } = looked();
    const [early, late] = [fakeEye(), fakeEye()];
    let give: (eye: Eye) => void = () => {};
    const first = one.open(
      () =>
        new Promise((done) => {
          give = done;
        }),
    );
    await one.open(async () => early.eye);
    give(late.eye);
    await first;
    expect([early.closed.times, late.closed.times]).toEqual([0, 1]);
    expect(video.srcObject).toBe(early.eye.stream);
    expect(said.every((why) => why === null)).toBe(true);
    one.close();
    one.close();
    expect([early.closed.times, late.closed.times]).toEqual([1, 1]);
  });

  it('closes the one that opens after the page was left, and is silent about its troubles', async () => {
    const { one, said } = looked();
    const { eye, closed } = fakeEye();
    const opening = one.open(async () => eye);
    const failing = one.open(async () => {
      throw new Error('late');
    });
    one.close();
    await Promise.all([opening, failing]);
    expect(closed.times).toBe(1);
    expect(said).toEqual([null, null]);
  });

  it('says when its camera is pulled out, and sees no more', async () => {
    const { one, show, glances, said } = looked();
    const { eye, track, closed } = fakeEye();
    await one.open(async () => eye);
    show(1000, 960);
    track.dispatchEvent(new Event('ended'));
    show(1033);
    expect(glances).toHaveLength(1);
    expect(glances[0]?.atMs).toBeCloseTo(performance.timeOrigin + 960, 2);
    expect(glances[0]?.light).toBeCloseTo(1, 6);
    expect(said).toEqual([null, 'gone']);
    expect(closed.times).toBe(1);
  });

  it('is closed, and says so, where the browser does not tell of pictures', async () => {
    const { one, said } = looked(false);
    const { eye, closed } = fakeEye();
    await one.open(async () => eye);
    expect(said).toEqual([null, 'noFrames']);
    expect(closed.times).toBe(1);
  });

  it('does not take a capture time that cannot be', async () => {
    const { one, show, glances } = looked();
    await one.open(async () => fakeEye().eye);
    show(10_000, 2);
    expect(glances[0]?.atMs).toBeCloseTo(performance.timeOrigin + 10_000, 2);
  });
});

describe('what an eye may lack', () => {
  const said = async (make: () => Promise<Eye>): Promise<LatencyWord | null | undefined> => {
    const { one, said: all } = looked();
    await one.open(make);
    return all.at(-1);
  };

  it('is a secure page, permission, a camera, a camera that is free', async () => {
    vi.stubGlobal('isSecureContext', false);
    vi.stubGlobal('navigator', {});
    expect(await said(cameraEye)).toBe('insecure');
    vi.stubGlobal('isSecureContext', true);
    const words = {
      NotAllowedError: 'denied',
      NotFoundError: 'noCamera',
      NotReadableError: 'busy',
    };
    for (const [name, word] of Object.entries({ ...words, TypeError: 'refused' })) {
      const getUserMedia = async () => {
        throw Object.assign(new Error(''), { name });
      };
      vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
      expect(await said(cameraEye)).toBe(word);
    }
  });

  /** A frame that loads when told to. */
  const fakeFrame = (canvas: object | null) => {
    const frame = Object.assign(new EventTarget(), {
      src: '',
      contentDocument: { URL: 'http://stage', querySelector: () => canvas },
      removeAttribute: () => {
        frame.src = '';
      },
    });
    const load = (): boolean => frame.dispatchEvent(new Event('load'));
    return { frame: frame as unknown as HTMLIFrameElement, load, document: frame.contentDocument };
  };

  it('is a stage with a canvas in the frame', async () => {
    const { frame, load } = fakeFrame(null);
    const word = said(pageEyes(frame));
    load();
    expect(await word).toBe('noStage');
    expect(frame.src).toBe('');
  });

  it('is not the stage of a second click, which the first leaves alone', async () => {
    const stream = { getTracks: () => [] };
    const { frame, load, document } = fakeFrame({ captureStream: () => stream });
    const { one, video } = looked();
    const make = pageEyes(frame);
    const both = [one.open(make), one.open(make)];
    document.URL = 'about:blank';
    load();
    await settled();
    expect(video.srcObject).toBeNull();
    document.URL = 'http://stage';
    load();
    await Promise.all(both);
    expect(frame.src).toContain('/stage');
    expect(video.srcObject).toBe(stream);
    one.close();
    expect(frame.src).toBe('');
  });
});
