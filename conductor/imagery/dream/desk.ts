import { type Finisher, openFinisher } from './finish.ts';
import { type Matter, openMatter, type Provider } from './matter.ts';
import { FEATURES, type Noise, openNoise } from './noise.ts';

/** About so many points are asked in one go: what the network needs for them stays in the processor's cache. */
export const POINTS = 4096;
/** A band may have one row more than that. */
const MOST = POINTS + 1024;

/** What a hand has for itself: the network, the noise it is asked with, and room for one band. */
export interface Desk {
  readonly noise: Noise;
  readonly matter: Matter;
  readonly finisher: Finisher;
  /** Where matter is fetched from, and to which pixel it belongs; in the order in which it is asked. */
  readonly places: { x: Float32Array; y: Float32Array; footprint: Float32Array };
  readonly pixel: Int32Array;
  readonly features: Float32Array;
  /** The kind of each pixel, and those that are not asked because they lie between others. */
  readonly kinds: Uint8Array;
  readonly between: Int32Array;
  /** False: what is asked of the network is left to another hand. */
  readonly asks: boolean;
}

export const newDesk = (noise: Noise, matter: Matter, asks = true): Desk => ({
  noise,
  matter,
  finisher: openFinisher(),
  asks,
  places: {
    x: new Float32Array(MOST),
    y: new Float32Array(MOST),
    footprint: new Float32Array(MOST),
  },
  pixel: new Int32Array(MOST),
  features: new Float32Array(MOST * FEATURES),
  kinds: new Uint8Array(MOST),
  between: new Int32Array(MOST),
});

/** Loads the network and makes the noise. Rejects as `openMatter` does. */
export const openDesk = async (
  modelsDir: string,
  { provider = 'cpu' as Provider, asks = true } = {},
): Promise<Desk> => {
  const matter = await openMatter(modelsDir, provider);
  return newDesk(openNoise(), matter, asks);
};
