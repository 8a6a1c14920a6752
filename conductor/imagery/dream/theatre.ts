import { type Layout, laying, newLayout, type Stands } from './layout.ts';
import type { World } from './world.ts';

/**
 * Work laid ahead for each second of film: see shapes/brush.ts. The world with the most shapes is some four millions
 * and is known five seconds before it is to stand.
 */
const WORK_PER_S = 1_250_000;

/** Two layouts: in one the world stands, in the other the next is laid meanwhile, a little in every picture. */
export interface Theatre {
  readonly layouts: readonly Layout[];
  /** Which of them it stands in; what was not laid ahead is laid now. */
  stand(of: Stands): number;
  /** Lays a little of what comes. How much is up to the film's time alone, never to a clock. */
  ahead(next: Stands | null, dtS: number): void;
}

export const openTheatre = (): Theatre => {
  const layouts = [newLayout(), newLayout()] as const;
  const lies: [World | null, World | null] = [null, null];
  let front: 0 | 1 = 0;
  let comes: { readonly of: Stands; readonly rest: Generator<number, void> } | null = null;

  const back = (): 0 | 1 => (front === 0 ? 1 : 0);

  const begin = (of: Stands): void => {
    lies[back()] = null;
    comes = { of, rest: laying(layouts[back()], of) };
  };
  /** What breaks while it is laid is begun anew. */
  const lay = (work: number): void => {
    const now = comes;
    comes = null;
    if (!now) return;
    for (let left = work; left > 0; ) {
      const { done, value } = now.rest.next();
      if (done) {
        lies[back()] = now.of.stands;
        return;
      }
      left -= value;
    }
    comes = now;
  };
  const prepared = (of: Stands): void => {
    if (lies[back()] !== of.stands && comes?.of.stands !== of.stands) begin(of);
  };

  return {
    layouts,
    stand(of) {
      if (lies[front] === of.stands) return front;
      prepared(of);
      lay(Number.POSITIVE_INFINITY);
      front = back();
      return front;
    },
    ahead(next, dtS) {
      if (!next) return;
      prepared(next);
      lay(WORK_PER_S * dtS);
    },
  };
};
