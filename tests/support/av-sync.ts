import { BufferSource, EncodedPacketSink, Input, MP4, WEBM } from 'mediabunny';
import type { Browser } from 'playwright-core';
import type { Course } from '#contracts/remembrance';
import type { Show } from '#contracts/show';
import { muxed } from '../../conductor/memory/film/mux.ts';
import { openFilmPage } from '../../conductor/memory/film/page.ts';
import { filmSize } from '../../conductor/memory/film/size.ts';
import { soundOf } from '../../conductor/memory/film/sound.ts';
import { BUILT } from './pages.ts';
import { oneFrame, settingsOf } from './short-film.ts';

const RATE_HZ = 48_000;
const FPS = 24;
const SECONDS = 3;

/** How far a click is from a flash in a finished file, milliseconds, for one at each of these pictures. */
export const clickAgainstFlash = async (
  browser: Browser,
  show: Show,
  course: Course,
  flashAt: number,
): Promise<{ readonly ms: number; readonly soundS: number; readonly pictureS: number }> => {
  const size = filmSize('16:9', 90);
  const page = await openFilmPage(browser, BUILT, settingsOf(show, size.width, size.height));
  const frame = oneFrame(show, course);
  const frames = Array.from({ length: SECONDS * FPS }, (_, index) => ({
    ...frame,
    index,
    state: { ...frame.state, master: index < flashAt ? 0 : 1, intendedBlack: index < flashAt },
  }));
  await page.draw(frames, { encodes: true, hashEvery: 0 });
  const pictures = await page.take();
  const data = new Float32Array(2 * SECONDS * RATE_HZ);
  const clickAt = Math.round((flashAt / FPS) * RATE_HZ);
  for (let i = 0; i < 96; i++) {
    data[clickAt + i] = i % 8 < 4 ? 0.8 : -0.8;
    data[SECONDS * RATE_HZ + clickAt + i] = i % 8 < 4 ? 0.8 : -0.8;
  }
  const samples = { kind: 'samples', name: 'click', data, channels: 2, rateHz: RATE_HZ } as const;
  const sound = await soundOf(page, { ...samples, isDry: true }, SECONDS);
  const { bytes } = await muxed([pictures], sound, size, {});
  const [soundS, pictureS] = [await clickIn(browser, bytes), await flashIn(browser, bytes)];
  return { ms: (soundS - pictureS) * 1000, soundS, pictureS };
};

/** When the first loud sample of a file sounds, as the browser's own player reads the file. */
const clickIn = async (browser: Browser, bytes: Uint8Array): Promise<number> => {
  const page = await browser.newPage();
  try {
    return await page.evaluate(async (file) => {
      const raw = Uint8Array.from(atob(file), (c) => c.charCodeAt(0));
      const context = new OfflineAudioContext(2, 48_000, 48_000);
      const sound = await context.decodeAudioData(raw.buffer);
      const at = sound.getChannelData(0).findIndex((v) => Math.abs(v) > 0.25);
      return at < 0 ? Number.NaN : at / sound.sampleRate;
    }, Buffer.from(bytes).toString('base64'));
  } finally {
    await page.close();
  }
};

/** When the first bright picture of a file is shown: its packets by their own times, decoded. */
const flashIn = async (browser: Browser, bytes: Uint8Array): Promise<number> => {
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4, WEBM] });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new Error('The film has no pictures.');
  const packets: { data: string; timestamp: number; isKey: boolean }[] = [];
  for await (const packet of new EncodedPacketSink(track).packets())
    packets.push({
      data: Buffer.from(packet.data).toString('base64'),
      timestamp: Math.round(packet.timestamp * 1e6),
      isKey: packet.type === 'key',
    });
  const description = config.description as Uint8Array | undefined;
  const page = await browser.newPage();
  try {
    // A secure context, as WebCodecs asks.
    await page.route('http://localhost/**', (route) => route.fulfill({ body: '<!doctype html>' }));
    await page.goto('http://localhost/');
    return await page.evaluate(
      async ({ codec, described, parts }) => {
        const bytesOf = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        const lights: [number, number][] = [];
        const reading: Promise<void>[] = [];
        const decoder = new VideoDecoder({
          output(frame) {
            const luma = new Uint8Array(frame.allocationSize());
            const { timestamp } = frame;
            const n = frame.codedWidth * frame.codedHeight;
            reading.push(
              frame.copyTo(luma).then(() => {
                lights.push([timestamp, luma.subarray(0, n).reduce((s, v) => s + v, 0) / n]);
                frame.close();
              }),
            );
          },
          error(error) {
            throw error;
          },
        });
        decoder.configure({
          codec,
          ...(described === null ? {} : { description: bytesOf(described) }),
        });
        for (const { data, timestamp, isKey } of parts)
          decoder.decode(
            new EncodedVideoChunk({
              type: isKey ? 'key' : 'delta',
              timestamp,
              data: bytesOf(data),
            }),
          );
        await decoder.flush();
        await Promise.all(reading);
        lights.sort((a, b) => a[0] - b[0]);
        const most = Math.max(...lights.map(([, v]) => v));
        const least = Math.min(...lights.map(([, v]) => v));
        const first = lights.find(([, v]) => v > (most + least) / 2);
        return first && most - least > 3 ? first[0] / 1e6 : Number.NaN;
      },
      {
        codec: config.codec,
        described: description
          ? Buffer.from(
              description.buffer,
              description.byteOffset,
              description.byteLength,
            ).toString('base64')
          : null,
        parts: packets,
      },
    );
  } finally {
    await page.close();
  }
};
