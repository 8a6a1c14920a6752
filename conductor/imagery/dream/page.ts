import type { Sketch } from '#contracts/picture';
import { MORPH_S } from './morph.ts';
import { drawn, type Sketched } from './sketch.ts';

/** The sketches of a film, as worlds are: one comes while the others go, each from where it was. */
export interface Page {
  /** Those that are there, the newest last; together never more than one whole. */
  readonly now: readonly Sketched[];
  aim(sketch: Sketch): void;
  step(dtS: number): void;
}

/** The first sketch is there at once. */
export const openPage = (first: Sketch): Page => {
  let comes = drawn(first);
  let share = 1;
  let going: readonly Sketched[] = [];
  return {
    get now() {
      return comes ? [...going, { drawn: comes, share }] : going;
    },
    aim(sketch) {
      if (comes && share > 0) going = [...going, { drawn: comes, share }];
      comes = drawn(sketch);
      share = 0;
    },
    step(dtS) {
      const step = dtS / MORPH_S;
      share = Math.min(1, share + step);
      going = going
        .map((one) => ({ ...one, share: one.share - step }))
        .filter((one) => one.share > 0);
    },
  };
};
