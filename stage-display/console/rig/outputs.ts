import type { OutputPatch } from '#contracts/output';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { lamp } from '../panels/lamp.ts';
import { sureButton } from '../panels/sure.ts';
import type { Actions, Panel, View } from '../view.ts';
import { PART_LEVEL } from './devices.ts';
import { settingOf, soundLine, withSound } from './sound.ts';

const LEVEL = { live: 'good', slow: 'warn', lost: 'fail' } as const;

const outputWords = (output: OutputPatch | undefined, view: View): string => {
  if (!output) return view.say('plainOutput');
  return [
    view.say('slices', { n: output.slices.length }),
    output.pattern === 'none' ? '' : view.say('patternIs', { name: output.pattern }),
  ]
    .filter(Boolean)
    .join(' · ');
};

/** Every display that is here or was set up here, how its picture leaves it, and the way to it. */
export const outputsPanel = (actions: Actions): Panel => {
  const heading = el('h2');
  const hint = el('p', { class: 'field-label' });
  const empty = el('p', { class: 'empty' });
  const list = el('ul', { class: 'rig-list' });
  let outputs: Readonly<Record<string, OutputPatch>> = {};
  let lost: ReadonlySet<string> = new Set();
  const rows = keyedRows(list, (id) => {
    const state = lamp();
    const how = el('span', { class: 'binding-does' });
    const open = el('a', {
      class: 'button',
      attrs: { href: `/stage?id=${encodeURIComponent(id)}`, target: '_blank', rel: 'noopener' },
    });
    // The picture goes back to plain; where sound goes stays. A display that is gone is missed no more.
    const reset = sureButton('reset-output', () => {
      const own = outputs[id];
      const set = withSound(undefined, settingOf(own), own?.soundDevice ?? '');
      const isBare = set.sound === undefined && set.soundDevice === undefined;
      actions.change({ do: 'output', id, set: isBare || lost.has(id) ? null : set });
    });
    const sound = soundLine(id, actions);
    return {
      root: el('li', { class: 'rig-line' }, state.root, how, open, reset.root, sound.root),
      sound,
      state,
      how,
      open,
      reset,
    };
  });
  const root = el('section', { class: 'panel rig-outputs' }, heading, hint, empty, list);
  return {
    root,
    update(view) {
      outputs = view.model.patch?.outputs ?? {};
      const displays = view.model.health?.value.displays ?? [];
      lost = new Set(displays.filter((d) => d.state === 'lost').map((d) => d.id));
      const ids = [...new Set([...displays.map((d) => d.id), ...Object.keys(outputs)])];
      setText(heading, view.say('outputs'));
      setText(hint, view.say('outputsSays'));
      setText(empty, view.say('outputsNone'));
      setAttr(empty, 'hidden', ids.length > 0 ? '' : null);
      const made = rows.set(ids);
      for (const [i, id] of ids.entries()) {
        const at = made[i];
        if (!at) continue;
        const display = displays.find((d) => d.id === id);
        at.state.set(display ? LEVEL[display.state] : 'off', id);
        setText(at.how, outputWords(outputs[id], view));
        setText(at.open, view.say('openDisplay'));
        at.sound.update(view, outputs[id], display);
        at.reset.update(view, {
          label: view.say(lost.has(id) ? 'forgetOutput' : 'resetOutput'),
          asks: view.say('sure'),
          off: !view.mayEdit || (outputs[id] === undefined && !lost.has(id)),
        });
      }
    },
  };
};

/** How everything is that hangs on this machine besides sensors: ports, universes, devices, projectors. */
export const rigStatusPanel = (): Panel => {
  const heading = el('h2');
  const empty = el('p', { class: 'empty' });
  const list = el('ul', { class: 'rig-list rig-status' });
  const rows = keyedRows(list, () => {
    const state = lamp();
    const says = el('span', { class: 'binding-does' });
    return { root: el('li', { class: 'rig-line' }, state.root, says), state, says };
  });
  const root = el('section', { class: 'panel rig-parts' }, heading, empty, list);
  return {
    root,
    update(view) {
      const parts = view.model.health?.value.rig ?? [];
      setText(heading, view.say('status'));
      setText(empty, view.say('statusNone'));
      setAttr(empty, 'hidden', parts.length > 0 ? '' : null);
      const live = view.truth.liveness === 'live';
      const made = rows.set(parts.map((p) => p.id));
      for (const [i, part] of parts.entries()) {
        made[i]?.state.set(live ? PART_LEVEL[part.state] : 'off', part.id);
        const says = made[i]?.says;
        if (says) setText(says, view.text(part.text));
      }
    },
  };
};
