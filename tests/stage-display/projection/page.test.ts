import { Texture, type WebGLRenderer } from 'three';
import { describe, expect, it } from 'vitest';
import type { MovementFrame } from '#contracts/movement';
import { restLook } from '#contracts/scenes';
import { restPalette } from '../../../stage-display/projection/picture.ts';
import { page } from '../../../stage-display/projection/scenes/page.ts';
import type { SceneInput } from '../../../stage-display/projection/scenes/scene.ts';

const DT = 1 / 30;

const surprising = (i: number): MovementFrame => ({
  bodyId: 'dancer',
  atMs: 1000 + i * 33,
  energy: 0.5,
  jerk: 0.2,
  surprise: 1,
  dx: Math.sin(i / 9),
  dy: Math.cos(i / 7),
  recorded: false,
  points: [],
});

/** A page of Trace on a stage without a GPU: whether its last picture had a line on it. */
const sheet = () => {
  const matter = page(new Texture());
  let lines = 0;
  const renderer = { setRenderTarget() {}, clear() {}, render: () => void lines++ };
  const field = {} as SceneInput['movement']['field'];
  const show = (atS: number, dt: number, frames: readonly MovementFrame[] = []): boolean => {
    lines = 0;
    matter.update({
      look: { ...restLook('trace'), trail: 1 },
      palette: restPalette(),
      pulse: { breath: 0.5, beats: 0, heart: 0 },
      movement: { field, zones: [], frames },
      film: {} as SceneInput['film'],
      drawing: {} as SceneInput['drawing'],
      wall: {} as SceneInput['wall'],
      dt,
      atS,
    });
    matter.step(renderer as unknown as WebGLRenderer);
    return lines > 0;
  };
  const write = (fromS: number): void => {
    for (let i = 0; i < 90; i++) show(fromS + i * DT, DT, [surprising(i)]);
  };
  return { show, write };
};

describe('the page of Trace', () => {
  it('comes back empty after another scene, and takes a line again', () => {
    const { show, write } = sheet();
    write(5);
    expect(show(5 + 90 * DT, DT)).toBe(true);
    expect(show(5 + 90 * DT + 60, DT)).toBe(false);
    write(80);
    expect(show(80 + 90 * DT, DT)).toBe(true);
  });

  it('keeps its line while the picture is frozen, slow or still', () => {
    const { show, write } = sheet();
    write(5);
    const lastS = 5 + 89 * DT;
    expect(show(lastS, 0)).toBe(true);
    expect(show(lastS + 0.4, 0.4)).toBe(true);
    expect(show(lastS + 0.4 + DT, DT)).toBe(true);
  });
});
