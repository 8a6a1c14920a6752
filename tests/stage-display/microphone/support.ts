import { vi } from 'vitest';
import type { Text } from '#contracts/ids';
import type { SensorRun } from '../../../stage-display/sensor-page/index.ts';

export const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

class FakeTrack extends EventTarget {
  stopped = false;
  readonly deviceId: string;
  constructor(deviceId: string) {
    super();
    this.deviceId = deviceId;
  }
  stop(): void {
    this.stopped = true;
  }
}

/** A machine whose microphones are plugged in and out; the first is the usual one. */
export const machine = (...ids: string[]) => {
  const tracks: FakeTrack[] = [];
  const now = { plugged: ids, error: null as string | null, isReadable: true, asked: 0 };
  const fail = (name: string) => Object.assign(new Error(name), { name });
  const exact = (audio: MediaStreamConstraints['audio']): string | undefined => {
    const id = typeof audio === 'object' ? audio.deviceId : undefined;
    return typeof id === 'object' && 'exact' in id ? String(id.exact) : undefined;
  };
  const mediaDevices = Object.assign(new EventTarget(), {
    async getUserMedia({ audio }: MediaStreamConstraints) {
      now.asked++;
      if (now.error) throw fail(now.error);
      const wished = exact(audio);
      const id = wished ?? now.plugged[0];
      if (id === undefined) throw fail('NotFoundError');
      if (!now.plugged.includes(id)) throw fail('OverconstrainedError');
      const track = new FakeTrack(id);
      tracks.push(track);
      return { getTracks: () => [track], getAudioTracks: () => [track] };
    },
    enumerateDevices: async () =>
      now.plugged.map((deviceId) => ({ kind: 'audioinput', deviceId, label: deviceId })),
  });
  const contexts: { state: string }[] = [];
  class FakeContext {
    state = 'running';
    readonly sampleRate = 48_000;
    readonly audioWorklet = {
      addModule: async () => {
        if (!now.isReadable) throw fail('AbortError');
      },
    };
    constructor() {
      contexts.push(this);
    }
    async resume(): Promise<void> {}
    async close(): Promise<void> {
      this.state = 'closed';
    }
    createMediaStreamSource() {
      return { connect: () => {} };
    }
  }
  class FakeWorklet {
    readonly port = { onmessage: null };
  }
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeWorklet);
  vi.stubGlobal('navigator', { mediaDevices });
  const plug = async (...next: string[]): Promise<void> => {
    for (const track of tracks)
      if (!next.includes(track.deviceId) && !track.stopped) track.dispatchEvent(new Event('ended'));
    now.plugged = next;
    mediaDevices.dispatchEvent(new Event('devicechange'));
    await settled();
  };
  const heard = (): string[] => tracks.filter((t) => !t.stopped).map((t) => t.deviceId);
  return { now, tracks, contexts, plug, heard };
};

/** A run that keeps what it was told. */
export const fakeRun = () => {
  const said = { notice: null as Text | null, waits: [] as Text[], rates: [] as number[] };
  const run: SensorRun = {
    id: 'mic',
    get link(): never {
      throw new Error('no link here');
    },
    nowMs: () => 0,
    announce: ({ streams }) => void said.rates.push(...streams.map(({ rateHz }) => rateHz)),
    send: () => true,
    waits: (reason) => void said.waits.push(reason),
    notice: (text) => {
      said.notice = text;
    },
    trace: () => {},
    end: () => {},
  };
  return { run, said };
};

/** As much of a document as the choice of an input needs. */
export const fakeDocument = (): void => {
  class FakeElement extends EventTarget {
    className = '';
    textContent = '';
    children: FakeElement[] = [];
    private own = '';
    setAttribute(name: string, value: string): void {
      if (name === 'value') this.own = value;
    }
    append(...nodes: FakeElement[]): void {
      this.children.push(...nodes);
    }
    replaceChildren(...nodes: FakeElement[]): void {
      this.children = nodes;
    }
    get value(): string {
      return this.own;
    }
    /** As a select does: what is not offered cannot be its value. */
    set value(next: string) {
      this.own = this.children.some((child) => child.value === next) ? next : '';
    }
  }
  vi.stubGlobal('document', { createElement: () => new FakeElement() });
};
