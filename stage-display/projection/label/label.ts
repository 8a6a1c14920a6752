import {
  CanvasTexture,
  LinearFilter,
  NoColorSpace,
  type Texture,
  Vector4,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import type { StageLabel } from '#contracts/picture-label';
import labelFrag from '../glsl/label.frag.glsl?raw';
import { fullscreenPass } from '../pass.ts';
import { letters, lineWidth } from './letters.ts';
import { type LabelPlace, labelPlace } from './place.ts';
import { labelLevel, stepLabel } from './seen.ts';

/** The line on the picture that says who made it, where the show asks for one. */
export interface PictureLabel {
  /** Null: the show asks for none. A line that is seen fades before it changes. */
  set(label: StageLabel | null): void;
  /** @param share how much of what is seen a machine painted, 0..1 */
  step(share: number, dt: number): void;
  /** Draws it over the finished picture, coded as the screen codes it. The target's alpha stays as it is. */
  draw(renderer: WebGLRenderer, target: WebGLRenderTarget): void;
  dispose(): void;
}

const lineOf = ({ text: { ko, en } }: StageLabel): string => `${ko} · ${en}`;
const same = (a: StageLabel | null, b: StageLabel | null): boolean =>
  a === b || (a !== null && b !== null && lineOf(a) === lineOf(b) && a.corner === b.corner);

export const pictureLabel = (): PictureLabel => {
  let asked: StageLabel | null = null;
  let shown: StageLabel | null = null;
  let there = 0;
  let drawn: {
    readonly place: LabelPlace;
    readonly width: number;
    readonly height: number;
  } | null = null;
  let texture: Texture | null = null;
  const pass = fullscreenPass(
    labelFrag,
    {
      uLetters: { value: null as Texture | null },
      uPlace: { value: new Vector4() },
      uLevel: { value: 0 },
    },
    { blend: 'over' },
  );

  const forget = (): void => {
    texture?.dispose();
    texture = null;
    drawn = null;
  };

  /** Letters are drawn once for a line and a size. */
  const placeIn = (label: StageLabel, { width, height }: WebGLRenderTarget): LabelPlace => {
    if (drawn && drawn.width === width && drawn.height === height) return drawn.place;
    forget();
    const line = lineOf(label);
    const place = labelPlace({ width, height }, label.corner, lineWidth(line));
    const made = new CanvasTexture(letters(line, place));
    made.premultiplyAlpha = true;
    made.colorSpace = NoColorSpace;
    made.generateMipmaps = false;
    made.minFilter = LinearFilter;
    texture = made;
    drawn = { place, width, height };
    return place;
  };

  return {
    set(label) {
      asked = label;
    },
    step(share, dt) {
      const isOld = !same(shown, asked);
      if (isOld && there === 0) {
        shown = asked;
        forget();
      }
      there = stepLabel(there, isOld || !shown ? 0 : share, dt);
    },
    draw(renderer, target) {
      if (!shown || there === 0) return;
      const place = placeIn(shown, target);
      const u = pass.uniforms;
      u.uLetters.value = texture;
      u.uPlace.value.set(place.x, place.y, place.width, place.height);
      u.uLevel.value = labelLevel(there);
      target.scissor.set(place.x, place.y, place.width, place.height);
      target.scissorTest = true;
      pass.draw(renderer, target);
      target.scissorTest = false;
    },
    dispose() {
      forget();
      pass.dispose();
    },
  };
};
