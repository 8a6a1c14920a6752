import type { MidiMatch } from '#contracts/midi';
import type { Bound } from '#contracts/rig';
import type { Word } from '../../shared-ui/words.ts';
import { nameOf } from '../said.ts';
import type { View } from '../view.ts';

/** What a control may be bound to, in the order of the choice. Cues by number come after these. */
const INTENTS = ['go', 'back', 'panic', 'pause', 'veto', 'blackout', 'freeze', 'tap'] as const;
const LEVELS = ['master', 'sound'] as const;
const EVENINGS = ['preset', 'house', 'show', 'interval', 'bows', 'stopped'] as const;

const level = (of: (typeof LEVELS)[number]): Bound => ({ kind: 'level', of });
const intent = (does: Extract<Bound, { kind: 'intent' }>['intent']): Bound => ({
  kind: 'intent',
  intent: does,
});

/** Everything a control can be bound to here, by a key of its own. */
export const boundChoices = (view: View): readonly (readonly [string, string, Bound])[] => [
  ...INTENTS.map((name): readonly [string, string, Bound] => [
    name,
    view.say(nameOf(name) ?? (name satisfies Word)),
    intent({ do: name }),
  ]),
  ...LEVELS.map((of): readonly [string, string, Bound] => [
    `level ${of}`,
    view.say(`does_${of}`),
    level(of),
  ]),
  ...EVENINGS.map((state): readonly [string, string, Bound] => [
    `evening ${state}`,
    view.say(`e_${state}`),
    intent({ do: 'evening', state }),
  ]),
  ...(view.model.show?.cues ?? []).map((cue): readonly [string, string, Bound] => [
    `cue ${cue.number}`,
    view.say('does_cue', { cue: cue.number }),
    intent({ do: 'go-cue', number: cue.number }),
  ]),
];

/** What a binding does, in words; one that was made elsewhere by the name of its intent. */
export const boundWords = (bound: Bound, view: View): string => {
  const same = JSON.stringify(bound);
  const known = boundChoices(view).find(([, , choice]) => JSON.stringify(choice) === same);
  if (known) return known[1];
  return bound.kind === 'level' ? view.say(`does_${bound.of}`) : JSON.stringify(bound.intent);
};

export const matchWords = (match: MidiMatch, view: View): string => {
  const says = view.say(`m_${match.type}`, { n: match.number, c: match.channel });
  return match.port === undefined ? says : `${says} · ${match.port}`;
};
