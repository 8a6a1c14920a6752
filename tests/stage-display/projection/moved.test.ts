import { describe, expect, it } from 'vitest';
import type { MovementFrame } from '#contracts/movement';
import { isMovedBy, movedOf, sceneOf } from '../../../stage-display/projection/layers.ts';
import { FIRST, nextPicture } from '../../../stage-display/projection/picture.ts';
import { splatQueue } from '../../../stage-display/projection/splats.ts';
import { layer, limb, stateOf } from './support.ts';

const show = (moved: readonly string[]) => ({
  revision: 1,
  id: 's',
  title: { en: '', ko: '' },
  seed: 1,
  entries: [
    { name: 'tide', scene: 'tide' as const, params: [], moved: [...moved] },
    { name: 'paper', scene: 'paper' as const, params: [], moved: ['bo'] },
  ],
  cues: [],
  bodies: ['ana', 'bo'],
  panicS: 1,
  onLoss: { picture: 'hold' as const, afterS: 30 },
});
const of = (bodyId: string): MovementFrame => ({ ...limb(0.4, 0.5, 1, 0), bodyId });
const stand = () => ({ x: 0.5, y: 0.5 });

/** Who touches the picture of a state. */
const touching = (known: ReturnType<typeof show> | null, weights: readonly [number, number]) => {
  const state = stateOf([layer('tide', weights[0]), layer('paper', weights[1])]);
  const { picture } = nextPicture(
    { ...FIRST, risen: 1, met: 1 },
    {
      state,
      isLive: true,
      sceneOf: (entry) => sceneOf(known, entry),
      movedOf: (entry) => movedOf(known, entry),
    },
    1 / 60,
  );
  return ['ana', 'bo', 'guest'].filter((id) => picture.layers.some((l) => isMovedBy(l, id)));
};

describe('whose movement touches the picture', () => {
  it('SHOW-46 those whom a visible entry names, and nobody else', () => {
    expect(touching(show(['ana']), [1, 0])).toEqual(['ana']);
    expect(touching(show(['ana']), [0, 1])).toEqual(['bo']);
    expect(touching(show(['ana']), [0.5, 0.5])).toEqual(['ana', 'bo']);
    expect(touching(show(['ana', 'bo']), [1, 0])).toEqual(['ana', 'bo']);
  });

  it('SHOW-46 everybody, a guest too, where an entry names nobody or there is no show', () => {
    expect(touching(show([]), [1, 0])).toEqual(['ana', 'bo', 'guest']);
    expect(touching(null, [1, 0])).toEqual(['ana', 'bo', 'guest']);
  });

  it('SHOW-46 movement that does not touch is dropped, not kept for later', () => {
    const queue = splatQueue();
    queue.push(of('ana'));
    queue.push(of('bo'));
    expect(queue.take(stand, (id) => id === 'bo')).toHaveLength(1);
    expect(queue.take(stand)).toHaveLength(0);
    queue.push(of('ana'));
    expect(queue.take(stand)).toHaveLength(1);
  });
});
