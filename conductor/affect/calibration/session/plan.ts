import {
  FEELINGS,
  type Feeling,
  LONGEST_S,
  RECALL_S,
  RECALLS,
  sessionS,
} from '#contracts/calibration';
import { random } from '../../../../sensors/random.ts';

export {
  BASELINE_S,
  LONGEST_S,
  MOST_RECALLS,
  RECALL_S,
  RECALLS,
  REST_S,
  SETTLE_S,
  sessionS,
} from '#contracts/calibration';

/** A shorter baseline says too little of how this person rests. */
export const LEAST_BASELINE_S = 20;

/** What is going to be asked of a person. */
export interface Plan {
  readonly body: string;
  readonly person: string | null;
  /** Recalls asked for; more may be proposed where a feeling is missing. */
  readonly recalls: number;
  readonly recallS: number;
  /** Of the order in which feelings are suggested. */
  readonly seed: number;
}

export interface Asked {
  readonly body: string;
  readonly person: string | null;
  readonly recalls?: number | undefined;
  readonly recallS?: number | undefined;
  readonly seed: number;
}

/** A plan that fits into ten minutes: where more is asked for, the recalls become shorter, not fewer. */
export const planOf = ({
  body,
  person,
  recalls = RECALLS,
  recallS = RECALL_S,
  seed,
}: Asked): Plan => {
  const room = (LONGEST_S - sessionS(recalls, 0)) / recalls;
  return { body, person, recalls, recallS: Math.min(recallS, Math.floor(room)), seed };
};

const shuffled = (list: readonly Feeling[], next: () => number): Feeling[] => {
  const left = [...list];
  const out: Feeling[] = [];
  while (left.length > 0) out.push(...left.splice(Math.floor(next() * left.length), 1));
  return out;
};

/**
 * Feelings in the order they are suggested: in blocks of all three, each block in an order of its own, never the
 * same twice running. A feeling is then early as often as late, so that tiredness, drying electrodes and warming
 * skin do not pass for it (randomised complete blocks; Fisher, The Design of Experiments, 1935).
 * Fewer than six recalls leave neutral out: each feeling has to come at least twice.
 */
export const suggestions = ({ recalls, seed }: Plan): readonly Feeling[] => {
  const { next } = random(seed, 'suggested feelings');
  const kinds: readonly Feeling[] = recalls < 6 ? ['positive', 'negative'] : FEELINGS;
  const order: Feeling[] = [];
  while (order.length < recalls) {
    const block = shuffled(kinds, next);
    if (block[0] === order.at(-1)) block.push(...block.splice(0, 1));
    order.push(...block);
  }
  return order.slice(0, recalls);
};
