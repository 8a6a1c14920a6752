import type { MidiMatch } from '#contracts/midi';
import type { MidiBinding, Rig } from '#contracts/rig';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { button } from '../panels/button.ts';
import type { Actions, Panel } from '../view.ts';
import { boundChoices, boundWords, matchWords } from './bound.ts';
import { choiceField, textField, wholeNumber } from './form.ts';

type Midi = Rig['midi'];

const sameMatch = (a: MidiMatch, b: MidiMatch): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The bindings with one more; a control does one thing. */
export const withBinding = (midi: Midi, binding: MidiBinding): Midi => ({
  ...midi,
  bindings: [
    ...midi.bindings.filter((b) => !sameMatch(b.match, binding.match)),
    // What is known of the control itself stays with it.
    { ...midi.bindings.find((b) => sameMatch(b.match, binding.match)), ...binding },
  ],
});

export const withoutBinding = (midi: Midi, match: MidiMatch): Midi => ({
  ...midi,
  bindings: midi.bindings.filter((b) => !sameMatch(b.match, match)),
});

/** The settings with one of them set, or taken away where it is null. */
export const withMidi = <K extends 'clock' | 'msc' | 'fire'>(
  midi: Midi,
  name: K,
  value: Midi[K] | null,
): Midi => {
  const { [name]: _, ...others } = midi;
  return (value === null ? others : { ...others, [name]: value }) as Midi;
};

/** Keys and faders that run the show: learned by touching them. */
export const midiPanel = (actions: Actions): Panel => {
  let midi: Midi = { bindings: [] };
  let learning = false;
  let learned: MidiMatch | null = null;
  let choices: ReturnType<typeof boundChoices> = [];
  const keep = (next: Midi): boolean => actions.change({ do: 'rig', set: { midi: next } });

  const heading = el('h2');
  const empty = el('p', { class: 'empty' });
  const list = el('ul', { class: 'rig-list bindings' });
  const rows = keyedRows(list, (key) => {
    const match = el('span', { class: 'binding-match num' });
    const does = el('span', { class: 'binding-does' });
    const remove = button('remove-binding', () => {
      const binding = midi.bindings.find((b) => JSON.stringify(b.match) === key);
      if (binding) keep(withoutBinding(midi, binding.match));
    });
    return { root: el('li', { class: 'rig-line' }, match, does, remove.root), match, does, remove };
  });
  const learn = button('learn', () => {
    learning = actions.learn(!learning) ? !learning : learning;
  });
  const got = el('span', { class: 'learned num', attrs: { role: 'status' } });
  const does = choiceField('does');
  const bind = button('bind', () => {
    const chosen = choices.find(([value]) => value === does.value());
    if (learned && chosen) keep(withBinding(midi, { match: learned, does: chosen[2] }));
  });
  const asFire = button('as-fire', () => {
    if (learned) keep(withMidi(midi, 'fire', learned));
  });
  const clock = textField('clock-port');
  const msc = textField('msc-device');
  const set = button('set-midi', () => {
    const device = wholeNumber(msc.value());
    const clocked = withMidi(midi, 'clock', clock.value() || null);
    keep(withMidi(clocked, 'msc', device !== null && device <= 126 ? device : null));
  });
  let shown = '';
  const fire = el('p', { class: 'field-label' });
  const root = el(
    'section',
    { class: 'panel rig-midi' },
    heading,
    empty,
    list,
    el('div', { class: 'learn-row' }, learn.root, got, does.root, bind.root, asFire.root),
    fire,
    el('div', { class: 'fields' }, clock.root, msc.root, set.root),
  );

  return {
    root,
    update(view) {
      midi = view.model.patch?.rig.midi ?? { bindings: [] };
      choices = boundChoices(view);
      learned = view.model.learned?.match ?? null;
      if (view.off !== null) learning = false;
      setText(heading, view.say('midi'));
      setText(empty, view.say('midiNone'));
      setAttr(empty, 'hidden', midi.bindings.length > 0 ? '' : null);
      const keys = midi.bindings.map((b) => JSON.stringify(b.match));
      const made = rows.set(keys);
      for (const [i, binding] of midi.bindings.entries()) {
        const at = made[i];
        if (!at) continue;
        setText(at.match, matchWords(binding.match, view));
        setText(at.does, boundWords(binding.does, view));
        at.remove.label(view.say('removeIt'));
        at.remove.off(!view.mayEdit);
      }
      learn.label(view.say('learnOn'));
      learn.pressed(learning);
      learn.off(view.off !== null || view.access !== 'edit');
      setText(
        got,
        learned
          ? view.say('learnGot', { what: matchWords(learned, view) })
          : learning
            ? view.say('learnWaits')
            : '',
      );
      does.label(view.say('does'));
      does.choices(choices.map(([value, text]) => [value, text]));
      bind.label(view.say('bind'));
      asFire.label(view.say('asFire'));
      for (const b of [bind, asFire]) b.off(!view.mayEdit || learned === null);
      setText(
        fire,
        `${view.say('fireMatch')}: ${midi.fire ? matchWords(midi.fire, view) : view.say('noneSet')}`,
      );
      clock.label(view.say('clockPort'));
      msc.label(view.say('mscDevice'));
      set.label(view.say('save'));
      set.off(!view.mayEdit);
      const now = JSON.stringify([midi.clock, midi.msc]);
      if (now !== shown) {
        shown = now;
        clock.set(midi.clock ?? '');
        msc.set(midi.msc === undefined ? '' : String(midi.msc));
      }
    },
  };
};
