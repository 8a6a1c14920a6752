import type { MovementFrame } from '#contracts/movement';
import type { StageState } from '#contracts/stage';
import type { StagePage } from './stage-page.ts';

/** One picture of a film that is stepped by hand. What is absent stays as it was. */
export interface Shot {
  readonly dtMs: number;
  /** Null: the conductor is silent. */
  readonly state?: StageState | null;
  readonly movement?: MovementFrame;
  readonly key?: 'panic' | 'blackout' | 'release';
  /** RGB in linear light, 64 x 36, in place of the scenes; null: the scenes. */
  readonly feed?: Float32Array | null;
}

export interface Filmed {
  /** RGBA, rows from the bottom. */
  readonly pixels: Uint8Array;
  /** How much of the picture the gate let through. */
  readonly share: number;
}

const base64 = (numbers: Float32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');

/** The shots as they go to the page: each fed picture once. */
const sentOf = (shots: readonly Shot[]): { list: Listed[]; fed: string[] } => {
  const fed = [...new Set(shots.map((s) => s.feed))].filter((f) => f instanceof Float32Array);
  const list = shots.map(({ feed, ...rest }) => ({
    ...rest,
    feed: feed instanceof Float32Array ? fed.indexOf(feed) : feed,
  }));
  return { list, fed: fed.map(base64) };
};

/** Draws the shots and answers what was on the canvas after each. */
export const filmed = async (stage: StagePage, shots: readonly Shot[]): Promise<Filmed[]> => {
  const out = await stage.page.evaluate(drawn, { ...sentOf(shots), fromS: null });
  return out.map(({ pixels, share }) => ({
    pixels: new Uint8Array(Buffer.from(pixels, 'base64')),
    share,
  }));
};

/** Draws the shots, the first at `fromS`; the watch of the page sees each, and nothing comes back. */
export const drawShots = async (
  stage: StagePage,
  shots: readonly Shot[],
  fromS: number,
): Promise<void> => void (await stage.page.evaluate(drawn, { ...sentOf(shots), fromS }));

type Listed = Omit<Shot, 'feed'> & { readonly feed: number | null | undefined };

/** Runs in the page. */
const drawn = ({ list, fed, fromS }: { list: Listed[]; fed: string[]; fromS: number | null }) => {
  const page = window.__stage;
  if (!page) throw new Error('no stage');
  const numbers = fed.map(
    (text) => new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer),
  );
  let last: number | null | undefined;
  let atS = fromS ?? 0;
  return list.flatMap((shot) => {
    if (shot.state !== undefined) page.setState(shot.state);
    if (shot.movement) page.press(shot.movement);
    if (shot.key) page.key(shot.key);
    const rgb = numbers[shot.feed ?? -1];
    if (shot.feed !== undefined && shot.feed !== last)
      page.feed(rgb ? { width: 64, height: 36, rgb } : null);
    last = shot.feed;
    page.step(shot.dtMs);
    if (fromS !== null) {
      if (shot.movement) window.__watch?.moved(shot.movement.energy, atS);
      window.__watch?.see(atS);
      atS += shot.dtMs / 1000;
      return [];
    }
    const bytes = page.readPixels();
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192)
      text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return [{ pixels: btoa(text), share: page.passed?.share ?? Number.NaN }];
  });
};
