import { chooseCodec, RATE_HZ, recordedSize, type Size } from './encode.ts';
import { openStore, type RecordingStore, type StartStore } from './store.ts';
import { type WebmFile, webmFile } from './webm.ts';

/** A recording that runs. */
export interface Recording {
  /** The canvas as it was drawn in this very task, at a time that never steps back. */
  picture(canvas: HTMLCanvasElement, nowMs: number): void;
  /** Ends it; what it became. Rejects where the file could not be written to its end. */
  stop(tags: Readonly<Record<string, string>>): Promise<Recorded>;
}

export interface Recorded {
  readonly name: string;
  readonly bytes: number;
  readonly pictures: number;
  /** Left out because the machine could not keep up. */
  readonly missed: number;
  readonly seconds: number;
}

export interface RecordingOptions {
  readonly name: string;
  readonly size: Size;
  /** Program that writes it. */
  readonly app: string;
  /** What the file says of itself where it is cut short. */
  readonly tags: Readonly<Record<string, string>>;
  readonly store: StartStore;
  /** It cannot go on, and why; call `stop` to keep what there is. */
  failed(why: string): void;
}

/** A player may jump to every second. */
const KEY_MS = 1000;
/** So many pictures may be on their way through the encoder, and so many bytes to the disk. */
const MOST_WAITING = 3;
const MOST_BEHIND = 64 * 1024 * 1024;
/** A picture that comes a little early is taken. */
const EARLY_MS = 5;

/** What is missing here to record, in the browser's own words for it; null: nothing. */
export const missingHere = (): 'https' | 'encoder' | 'storage' | null => {
  if (!isSecureContext) return 'https';
  if (typeof VideoEncoder === 'undefined') return 'encoder';
  return navigator.storage && 'getDirectory' in navigator.storage ? null : 'storage';
};

/** A canvas as the encoder takes it: itself, or drawn into the recorded size where that is another. */
const frames = (size: Size) => {
  let flat: OffscreenCanvasRenderingContext2D | null = null;
  return (canvas: HTMLCanvasElement, atMs: number): VideoFrame => {
    const timestamp = Math.round(atMs * 1000);
    if (canvas.width === size.width && canvas.height === size.height)
      return new VideoFrame(canvas, { timestamp, alpha: 'discard' });
    flat ??= new OffscreenCanvas(size.width, size.height).getContext('2d');
    if (!flat) throw new Error('The browser has no canvas.');
    const scale = Math.min(size.width / canvas.width, size.height / canvas.height);
    const [w, h] = [canvas.width * scale, canvas.height * scale];
    flat.fillStyle = '#000';
    flat.fillRect(0, 0, size.width, size.height);
    flat.drawImage(canvas, (size.width - w) / 2, (size.height - h) / 2, w, h);
    return new VideoFrame(flat.canvas, { timestamp, alpha: 'discard' });
  };
};

/** Bytes of the encoder into the file, as long as the disk keeps up. */
const writer = (file: WebmFile, store: RecordingStore, failed: (why: string) => void) => {
  store.write(file.head);
  return (chunk: EncodedVideoChunk): void => {
    const bytes = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    const isKey = chunk.type === 'key';
    const piece = file.add({ atMs: chunk.timestamp / 1000, isKey, bytes });
    if (piece) store.write(piece);
    if (store.behind > MOST_BEHIND) failed('the disk is too slow');
  };
};

/** Begins a recording. Rejects where the browser has no encoder for it or nothing can be written. */
export const startRecording = async (options: RecordingOptions): Promise<Recording> => {
  const size = recordedSize(options.size);
  const chosen = await chooseCodec(size);
  if (!chosen) throw new Error('the browser writes neither VP9 nor VP8');
  let trouble: string | null = null;
  const fail = (why: string): void => {
    if (trouble !== null) return;
    trouble = why;
    options.failed(why);
  };
  const store = await openStore(options.store, options.name, fail);
  const file = webmFile({ codec: chosen.track, ...size, app: options.app, tags: options.tags });
  const encoder = new VideoEncoder({
    output: writer(file, store, fail),
    error: (error) => fail(error.message),
  });
  encoder.configure(chosen.config);
  const frameOf = frames(size);
  let beganMs: number | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let keyMs = Number.NEGATIVE_INFINITY;
  let pictures = 0;
  let missed = 0;

  const take = (canvas: HTMLCanvasElement, nowMs: number): void => {
    beganMs ??= nowMs;
    lastMs = nowMs;
    const keyFrame = nowMs - keyMs >= KEY_MS;
    if (keyFrame) keyMs = nowMs;
    const frame = frameOf(canvas, nowMs - beganMs);
    encoder.encode(frame, { keyFrame });
    frame.close();
    pictures++;
  };

  return {
    picture(canvas, nowMs) {
      if (trouble !== null || encoder.state !== 'configured') return;
      if (nowMs - lastMs < 1000 / RATE_HZ - EARLY_MS || canvas.width < 1) return;
      if (encoder.encodeQueueSize >= MOST_WAITING) {
        missed++;
        lastMs = nowMs;
        return;
      }
      try {
        take(canvas, nowMs);
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error));
      }
    },
    async stop(tags) {
      if (encoder.state === 'configured') await encoder.flush().catch(() => {});
      if (encoder.state !== 'closed') encoder.close();
      for (const piece of file.finish(tags)) store.write(piece);
      await store.close();
      const seconds = beganMs === null ? 0 : (lastMs - beganMs) / 1000;
      return { name: options.name, bytes: store.size, pictures, missed, seconds };
    },
  };
};
