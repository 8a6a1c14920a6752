import { describe, expect, it } from 'vitest';
import { NO_WAY, stepOwnWay } from '../../../../stage-display/projection/film/own-way.ts';
import { filmPlate } from '../../../../stage-display/projection/film/plate.ts';
import { STOPPED_MS } from '../../../../stage-display/projection/film/there.ts';
import { pairOf, renderedUniforms, seenPicture } from './support.ts';

const DT = 1 / 60;
const [A, B] = [seenPicture(0), seenPicture(1)];
const stands = (ageMs: number) => ({ ...pairOf(A, A, 0), ageMs });
const plays = { ...pairOf(A, B), ageMs: 160 };

describe('a picture that no other follows', () => {
  it('goes on by itself from the first frame on that it stands, where it is, and as long as it is seen', () => {
    let own = NO_WAY;
    for (let ms = 0; ms < 150; ms += 1000 * DT) own = stepOwnWay(own, plays, DT);
    expect(own).toEqual(NO_WAY);
    const first = stepOwnWay(own, stands(151), DT);
    expect(first).toEqual({ tauS: DT, share: 1 });
    own = first;
    for (let ms = 151; ms < STOPPED_MS + 4000; ms += 1000 * DT) {
      const next = stepOwnWay(own, stands(ms), DT);
      expect(next.tauS).toBeGreaterThan(own.tauS);
      expect(next.share).toBe(1);
      own = next;
    }
  });

  it('is led back in small steps where pictures come again, also where they stop anew meanwhile', () => {
    let own = { tauS: 3, share: 1 };
    const shares = [own.share];
    const step = (pair: typeof plays, times: number): void => {
      for (let i = 0; i < times; i++) {
        own = stepOwnWay(own, pair, DT);
        shares.push(own.share);
      }
    };
    step(plays, 20);
    step(stands(200), 10);
    step(plays, 60);
    expect(own).toEqual(NO_WAY);
    const steps = shares.slice(1).map((share, i) => Math.abs(share - (shares[i] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(0.025);
  });

  it('does not stir on a frozen stage, nor while one waits for its time', () => {
    expect(stepOwnWay(NO_WAY, stands(40), DT)).toEqual(NO_WAY);
    const own = { tauS: 2, share: 0.5 };
    expect(stepOwnWay(own, stands(3000), 0)).toEqual(own);
  });

  it('is drawn so: the plate of a film that stopped is another in every frame', () => {
    const { renderer, uniformsOf } = renderedUniforms();
    const film = filmPlate(7);
    film.resize(360);
    const seen: number[][] = [];
    for (let i = 0; i < 240; i++) {
      const pair = i < 60 ? plays : stands(151 + (i - 60) * 1000 * DT);
      film.step(renderer, { pair, isSeen: true, trail: 0.5, dt: DT });
      seen.push(uniformsOf('uOwn'));
    }
    expect(seen.slice(0, 60).every(([, share]) => share === 0)).toBe(true);
    expect(seen[60]).toEqual([DT, 1]);
    const taus = seen.slice(60).map(([tauS]) => tauS ?? 0);
    expect(new Set(taus).size).toBe(180);
    expect(film.there).toBe(1);
    film.dispose();
  });
});
