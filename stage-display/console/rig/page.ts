import { el, setText } from '../../shared-ui/dom.ts';
import { button } from '../panels/button.ts';
import type { Actions, Panel } from '../view.ts';
import { devicesPanel } from './devices.ts';
import { lightPanel } from './light.ts';
import { midiPanel } from './midi.ts';
import { outputsPanel, rigStatusPanel } from './outputs.ts';

/** The rig page: what cues talk to, what runs the show from outside, and the displays. */
export const rigPage = (actions: Actions): Panel => {
  const says = el('p', { class: 'patch-says' });
  // PANIC is in reach on every page of the console.
  const panic = button('panic', () => actions.ask('panic'), 'Escape');
  const panels = [
    devicesPanel(actions),
    midiPanel(actions),
    lightPanel(actions),
    outputsPanel(actions),
    rigStatusPanel(),
  ];
  const root = el(
    'main',
    { class: 'page rig-page' },
    el('div', { class: 'patch-top' }, says, panic.root),
    el('div', { class: 'rig-columns' }, ...panels.map((p) => p.root)),
  );
  return {
    root,
    update(view) {
      setText(says, view.access === 'edit' ? view.say('rigSays') : view.say('rigReadOnly'));
      panic.label(view.say('panic'), view.say('keyPanic'));
      panic.off(view.access === 'view');
      for (const panel of panels) panel.update(view);
    },
  };
};
