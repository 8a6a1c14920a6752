import type { MovementFrame } from './movement.ts';
import type { PictureFrame, Sketch } from './picture.ts';
import type { StageState } from './stage.ts';
import type { StageShow } from './wire.ts';

// What the conductor and the page in which a film is made say to each other.

/** What a film is drawn and encoded as. */
export interface KeepsakeSettings {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly seed: number;
  /** Share of the film's lines and columns that the stage draws; the rest is between them. */
  readonly scale: number;
  /** And that scenes draw of the stage's. */
  readonly share: number;
  readonly show: StageShow;
  readonly drawing: Sketch;
  readonly bitrate: number;
  /** The last picture of the part that this one goes on from, an image file as base64; null: it begins by itself. */
  readonly before: string | null;
  /** Lines of the titles, the larger one first. */
  readonly titles: { readonly begin: readonly string[]; readonly end: readonly string[] };
}

/** A painted picture on its way into the page: its bytes as base64. */
export interface GivenPicture extends Omit<PictureFrame, 'bytes'> {
  readonly file: string;
}

/** One picture to draw. */
export interface KeepsakeFrame {
  readonly index: number;
  readonly state: StageState;
  readonly frames: readonly MovementFrame[];
  readonly dtMs: number;
  readonly painted: GivenPicture | null;
  /** How far from the painted picture before to this one, 0..1. */
  readonly blend: number;
  readonly isDrawn: boolean;
  /** How much of the picture of the part before is still seen, 0..1. */
  readonly over: number;
  readonly titles: { readonly begin: number; readonly end: number };
}

/** What a drawn picture is like, small enough to be told. */
export interface FrameFacts {
  readonly index: number;
  /** SHA-256 of its RGBA, hexadecimal; null where nobody asked. */
  readonly hash: string | null;
  /** Warmth of its light, -1 blue .. 1 red, the brightest parts counting most. */
  readonly palette: number;
  /** Optical change since the picture before, as a share of light, per second. */
  readonly pace: number;
  /** Root mean squared contrast of its light. */
  readonly contrast: number;
  /** The furthest from the picture before in the metric of the gate. */
  readonly step: number;
}

export interface EncodedPart {
  readonly data: string;
  /** Microseconds. */
  readonly timestamp: number;
  readonly duration: number;
  readonly isKey: boolean;
}

export interface EncodedTrack {
  readonly codec: string;
  /** Decoder's configuration as base64; null: it needs none. */
  readonly description: string | null;
  readonly parts: readonly EncodedPart[];
}

export interface KeepsakeSound {
  /** An audio file as base64. */
  readonly file?: string;
  /** Or samples: 32-bit floats, little endian, channel after channel, as base64. */
  readonly samples?: {
    readonly data: string;
    readonly channels: number;
    readonly rateHz: number;
  };
  readonly seconds: number;
  readonly level: number;
  readonly riseS: number;
  readonly fallS: number;
}

/** What the conductor does in a page in which a film is made. */
export interface KeepsakeProbe {
  /** Throws where the browser has no WebGL2. The codec it will encode with; null: it has none. */
  open(settings: KeepsakeSettings): Promise<string | null>;
  /** Draws pictures in order. `encodes` false: they are drawn and let go. Hashes every `hashEvery`-th. */
  draw(
    frames: readonly KeepsakeFrame[],
    how: { readonly encodes: boolean; readonly hashEvery: number },
  ): Promise<readonly FrameFacts[]>;
  /** All encoded since the last call; the next picture begins anew with a key frame. */
  take(): Promise<EncodedTrack>;
  /** Numbers from which another page goes on where this one stands, and to which this one is set. */
  carried(): Readonly<Record<string, readonly number[]>>;
  carry(numbers: Readonly<Record<string, readonly number[]>>): void;
  sound(sound: KeepsakeSound): Promise<EncodedTrack>;
  /** The picture drawn last as JPEG in base64: small and grey, or as it is. */
  still(width: number): Promise<string>;
  last(): Promise<string>;
  /** RGBA of the picture drawn last, rows from the top, as base64. */
  pixels(): string;
}
