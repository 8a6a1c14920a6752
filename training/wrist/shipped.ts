import type { Model } from '../../conductor/affect/decoder.ts';
import { WRIST_MODEL } from '../../conductor/affect/decoders/wrist.ts';
import { WINDOW_FEATURES } from '../../conductor/affect/wrist/channels.ts';
import { eased } from '../../conductor/affect/wrist/vector.ts';
import { shippedContext } from '../memories/shipped.ts';
import { type Person, recordedFromS } from './people.ts';
import type { Tested } from './protocols.ts';
import { rowsOf } from './rows.ts';

/** Scored windows as the graph that ships answers them; `known`: of people whom it was trained on. */
export interface Shipped {
  readonly known: readonly Tested[];
  readonly others: readonly Tested[];
}

const list = ({ card }: Model, name: string): readonly number[] => {
  const found = card.settings[name];
  return Array.isArray(found) ? found : [];
};

const [ALL, WITHOUT_MOVEMENT] = [0, 1] as const;
const MOVES = WINDOW_FEATURES.flatMap((name, j) => (name.startsWith('movement.') ? [j] : []));

const logOdds = (p: number): number => Math.log(p / (1 - p));

/** One person's scored windows: the population and the easing of the card, the output that the decoder takes. */
const answered = async (model: Model, person: Person): Promise<Tested[]> => {
  const [mean, sd, thresholds] = ['mean', 'sd', 'thresholds'].map((name) => list(model, name));
  const eases = list(model, 'easeS').map((s) => eased(s));
  const ask = async (x: Float64Array, head: number): Promise<number> =>
    (await model.ask(Float32Array.from(x)))[head] ?? Number.NaN;
  const out: Tested[] = [];
  for (const [i, row] of rowsOf(person, { mean: mean ?? [], sd: sd ?? [] }).entries()) {
    const values = person.windows[i]?.values ?? [];
    const head = MOVES.some((j) => Number.isFinite(values[j])) ? ALL : WITHOUT_MOVEMENT;
    const x = eases.map((ease) => ease.push(row.x, row.atMs))[head];
    if (!row.scored || !row.label || !x) continue;
    const probability = await ask(x, head);
    out.push({
      person: row.person,
      ...row.label,
      logit: logOdds(probability),
      probability,
      said: probability >= (thresholds?.[head] ?? 0.5) ? 1 : 0,
      plainLogit: logOdds(await ask(row.x, head)),
      afterMinutes: null,
    });
  }
  return out;
};

/**
 * Everybody through the model as it ships, nothing learnt from them. Whom it was trained on is told by when their
 * recording began, which the card keeps: under another name, in another folder, they are known all the same.
 * @returns null where it does not ship
 */
export const shippedRun = async (people: readonly Person[]): Promise<Shipped | null> => {
  const model = (await shippedContext([WRIST_MODEL])).model(WRIST_MODEL);
  if (!model) return null;
  const taught = new Set(list(model, 'recordings'));
  const known: Tested[] = [];
  const others: Tested[] = [];
  for (const person of people)
    (taught.has(recordedFromS(person)) ? known : others).push(...(await answered(model, person)));
  return { known, others };
};
