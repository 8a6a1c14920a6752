import { HEARD_S } from './bound.ts';

/** The most that bodies moved with in the last tenth of a second. */
export interface HeardEnergy {
  hear(energy: number): void;
  /** Goes on by `passedS` seconds to a picture; what was heard since the last one counts in it. */
  at(passedS: number): number;
}

export const heardEnergy = (): HeardEnergy => {
  let since = 0;
  let past: { readonly energy: number; readonly atS: number }[] = [];
  let nowS = 0;
  return {
    hear(energy) {
      if (energy > since) since = Math.min(1, energy);
    },
    at(passedS) {
      nowS += passedS;
      if (since > 0) past.push({ energy: since, atS: nowS });
      since = 0;
      past = past.filter((one) => nowS - one.atS < HEARD_S);
      return past.reduce((most, one) => Math.max(most, one.energy), 0);
    },
  };
};
