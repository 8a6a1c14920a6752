/**
 * The page in which a film is made: the stage of the projection, drawn picture by picture on nobody's clock, with titles
 * over it, encoded here. The conductor opens it in a browser of its own and says what to draw; no word of a memory comes
 * here but the lines of its drawing.
 */
import './probe.ts';
import type { FrameFacts, KeepsakeFrame, KeepsakeSettings } from '#contracts/keepsake';
import { movedOf, sceneOf, showsFilm } from '../projection/layers.ts';
import { FIRST, nextPicture } from '../projection/picture.ts';
import { createStage, type Stage } from '../projection/stage.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import { chooseCodec, type PictureEncoder, pictureEncoder } from './encode.ts';
import { factsOf } from './facts.ts';
import { keepsakeFilm } from './film.ts';
import { type FilmSheet, filmSheet } from './sheet.ts';
import { filmSound } from './sound.ts';
import { loadLetters } from './titles.ts';

interface Opened {
  readonly stage: Stage;
  readonly encoder: PictureEncoder | null;
  readonly draw: (frame: KeepsakeFrame) => Promise<void>;
  readonly sheet: FilmSheet;
  readonly facts: ReturnType<typeof factsOf>;
}

const NO_LINES: KeepsakeSettings['drawing'] = [];

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('');

/** Size of what the stage draws. */
const drawnSize = ({ width, height, scale }: KeepsakeSettings) => ({
  width: Math.max(2, Math.round(width * scale)),
  height: Math.max(2, Math.round(height * scale)),
});

/** Its canvas is never in the document: nobody looks, and a browser that shows nothing has all cores for it. */
const openStage = (settings: KeepsakeSettings): Stage => {
  const size = drawnSize(settings);
  const canvas = Object.assign(document.createElement('canvas'), size);
  const { seed, share } = settings;
  const quality = { profile: 'monitor', strict: true, fine: true, warm: false } as const;
  const stage = createStage({ canvas, seed, scale: share, ...quality });
  stage.resize(size.width, size.height);
  return stage;
};

const drawer = (settings: KeepsakeSettings, stage: Stage, sheet: FilmSheet) => {
  const { show } = settings;
  const { width, height } = drawnSize(settings);
  const gl = stage.renderer.gl.getContext();
  const drawn = new Uint8Array(width * height * 4);
  const film = keepsakeFilm();
  let going = { ...FIRST, risen: 1, met: 1 };
  stage.label(show.label ?? null);

  return async (frame: KeepsakeFrame): Promise<void> => {
    if (frame.painted) await film.push(frame.painted);
    for (const moved of frame.frames) stage.move(moved);
    stage.drawing(frame.isDrawn ? settings.drawing : NO_LINES);
    const heard = {
      state: frame.state,
      isLive: true,
      sceneOf: (entry: string) => sceneOf(show, entry),
      movedOf: (entry: string) => movedOf(show, entry),
    };
    const next = nextPicture(going, heard, frame.dtMs / 1000);
    going = next.going;
    const pair = showsFilm(next.picture.layers) ? film.at(frame.blend, frame.state.atMs) : null;
    if (!stage.draw(next.picture, pair)) throw new Error('The GPU context was lost.');
    stage.renderer.gl.setRenderTarget(null);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, drawn);
    sheet.take(drawn, frame);
  };
};

const pictureOf = async (file: string | null): Promise<ImageBitmap | null> =>
  file === null ? null : createImageBitmap(new Blob([fromBase64(file)]));

let opened: Opened | null = null;
const here = (): Opened => {
  if (!opened) throw new Error('No film was opened.');
  return opened;
};

const open = async (settings: KeepsakeSettings): Promise<string | null> => {
  const { width, height, fps } = settings;
  const stage = openStage(settings);
  await loadLetters([...settings.titles.begin, ...settings.titles.end]);
  const sheet = filmSheet(settings, drawnSize(settings), await pictureOf(settings.before));
  const config = await chooseCodec(settings);
  opened = {
    stage,
    sheet,
    encoder: config && pictureEncoder(config),
    draw: drawer(settings, stage, sheet),
    facts: factsOf(width, height, fps),
  };
  return config?.codec ?? null;
};

window.__keepsake = {
  open,
  async draw(frames, { encodes, hashEvery }) {
    const { draw, sheet, encoder, facts } = here();
    const out: FrameFacts[] = [];
    for (const frame of frames) {
      await draw(frame);
      const { rgba } = sheet;
      if (encodes) await encoder?.add(rgba, frame.index);
      const isHashed = hashEvery > 0 && frame.index % hashEvery === 0;
      const hash = isHashed ? hex(await crypto.subtle.digest('SHA-256', rgba)) : null;
      out.push({ index: frame.index, hash, ...facts(rgba) });
    }
    return out;
  },
  async take() {
    const { encoder } = here();
    if (!encoder) throw new Error('This browser encodes no pictures.');
    return encoder.take();
  },
  carried: () => here().stage.carried(),
  carry: (numbers) => here().stage.carry(numbers),
  sound: filmSound,
  async still(width) {
    const { canvas } = here().sheet;
    const height = Math.round((width * canvas.height) / canvas.width);
    const flat = new OffscreenCanvas(width, height);
    const context = flat.getContext('2d');
    if (!context) throw new Error('The browser has no canvas.');
    context.filter = 'grayscale(1)';
    context.drawImage(canvas, 0, 0, width, height);
    const blob = await flat.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
    return toBase64(new Uint8Array(await blob.arrayBuffer()));
  },
  async last() {
    const blob = await here().sheet.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    return toBase64(new Uint8Array(await blob.arrayBuffer()));
  },
  pixels: () => toBase64(here().sheet.rgba),
};
