import { describe, expect, it } from 'vitest';
import type { StageState } from '#contracts/stage';
import { pressed } from '../../../stage-display/projection/keys.ts';
import { sceneOf } from '../../../stage-display/projection/layers.ts';
import {
  FIRST,
  type Going,
  type Heard,
  nextPicture,
  type Picture,
} from '../../../stage-display/projection/picture.ts';
import { layer, stateOf } from './support.ts';

const DT = 1 / 60;
const hear = (state: StageState | null, parts: Partial<Heard> = {}): Heard => ({
  state,
  isLive: state !== null,
  sceneOf: (entry) => sceneOf(null, entry),
  ...parts,
});

const run = (from: Going, heard: Heard, seconds: number): { going: Going; pictures: Picture[] } => {
  let going = from;
  const pictures: Picture[] = [];
  for (let i = 0; i < Math.max(1, Math.round(seconds / DT)); i++) {
    const next = nextPicture(going, heard, DT);
    going = next.going;
    pictures.push(next.picture);
  }
  return { going, pictures };
};
const total = (p: Picture) => p.layers.reduce((s, l) => s + l.weight, 0);
const MET: Going = { ...FIRST, risen: 1, met: 1 };

describe('the picture of a display', () => {
  it('begins with Tide out of black before anybody answers', () => {
    const { pictures } = run(FIRST, hear(null), 3);
    expect(pictures[0]?.layers.map((l) => l.sceneId)).toEqual(['tide']);
    expect(pictures[0]?.level).toBeLessThan(0.01);
    expect(pictures.at(-1)?.level).toBe(1);
  });

  it('lets the conductor take over without a jump, whatever it shows', () => {
    const first = run(FIRST, hear(null), 3).going;
    const { pictures } = run(first, hear(stateOf([layer('paper')])), 6);
    const share = pictures.map((p) =>
      p.layers.filter((l) => l.sceneId === 'paper').reduce((s, l) => s + l.weight, 0),
    );
    expect(share[0]).toBeLessThan(0.001);
    expect(share.at(-1)).toBe(1);
    for (let i = 1; i < share.length; i++) expect(share[i]! - share[i - 1]!).toBeLessThan(0.01);
    for (const p of pictures) expect(total(p)).toBeCloseTo(1, 6);
  });

  it('holds the last state while nothing comes', () => {
    const { going } = run(MET, hear(stateOf([layer('paper')])), 1);
    const { pictures } = run(going, hear(null), 10);
    expect(pictures.at(-1)?.layers[0]?.sceneId).toBe('paper');
    expect(pictures.at(-1)?.level).toBe(1);
    expect(pictures.at(-1)?.pulse.heart).toBeLessThan(0.5);
  });

  it('obeys its own PANIC without a conductor: fades over the time of the show, hard at the second', () => {
    const panic = { ...MET, keys: pressed(MET.keys, 'panic') };
    const half = run(panic, hear(null, { panicS: 2 }), 1);
    expect(half.pictures.at(-1)?.level).toBeCloseTo(0.5, 1);
    const hard = { ...half.going, keys: pressed(half.going.keys, 'panic') };
    expect(run(hard, hear(null), DT).pictures[0]?.level).toBe(0);
    const released = { ...hard, keys: pressed(hard.keys, 'release') };
    expect(run(released, hear(null), 3).pictures.at(-1)?.level).toBe(1);
  });

  it('keeps its blackout over everything the conductor says', () => {
    const black = { ...MET, keys: pressed(MET.keys, 'blackout') };
    const { going, pictures } = run(black, hear(stateOf([layer('tide')], { master: 1 })), 1);
    expect(pictures.at(-1)?.level).toBe(0);
    const back = { ...going, keys: pressed(going.keys, 'blackout') };
    expect(run(back, hear(stateOf([layer('tide')])), 2).pictures.at(-1)?.level).toBe(1);
  });

  it('freezes the matter, not the overlays, and goes on when the conductor is lost', () => {
    const frozen = stateOf([layer('tide')], { frozen: true, master: 0.5 });
    const { going, pictures } = run(MET, hear(frozen), 2);
    expect(pictures.at(-1)?.dt).toBe(0);
    expect(pictures.at(-1)?.level).toBe(0.5);
    expect(run(going, hear(null), 2).pictures.at(-1)?.dt).toBeCloseTo(DT, 4);
  });
});
