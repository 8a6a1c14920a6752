import { type OutputPatch, PLAIN_OUTPUT } from '#contracts/output';
import type { DisplayStatus } from '#contracts/status';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import type { Actions, View } from '../view.ts';
import { choiceField } from './form.ts';

/** How sound is set: `auto` leaves it to the conductor. */
export const SOUND_SETTINGS = ['auto', 'on', 'off'] as const;
export type SoundSetting = (typeof SOUND_SETTINGS)[number];

export const settingOf = (output: OutputPatch | undefined): SoundSetting =>
  output?.sound === undefined ? 'auto' : output.sound ? 'on' : 'off';

/** An output with its sound set so; the picture stays. Pure. */
export const withSound = (
  output: OutputPatch | undefined,
  setting: string,
  device: string,
): OutputPatch => {
  const { sound: _, soundDevice: __, ...picture } = output ?? PLAIN_OUTPUT;
  return {
    ...picture,
    ...(setting !== 'auto' && { sound: setting === 'on' }),
    ...(device !== '' && { soundDevice: device }),
  };
};

/** Devices to choose from: those that the display names, and the one that is set, also where it is away. */
export const deviceChoices = (
  output: OutputPatch | undefined,
  display: DisplayStatus | undefined,
): readonly string[] => {
  const named = display?.audio?.devices ?? [];
  const set = output?.soundDevice;
  return set === undefined || named.includes(set) ? named : [...named, set];
};

/** Why there is nothing to choose, or what is odd; empty: nothing. */
const remark = (
  output: OutputPatch | undefined,
  display: DisplayStatus | undefined,
  view: View,
): string => {
  if (!display || display.state === 'lost' || !display.audio) return view.say('audioUnknown');
  const { choice, devices } = display.audio;
  if (choice !== 'yes') return view.say(`audio_${choice}`);
  const set = output?.soundDevice;
  if (set !== undefined && !devices.includes(set)) return view.say('audioAway', { name: set });
  return devices.length === 0 ? view.say('audioNone') : '';
};

/** Whether a display plays, in words. */
const placeWords = (display: DisplayStatus | undefined, view: View): string =>
  display?.plays === undefined ? '' : view.say(`plays_${display.plays}`);

/** Sound of one output: whether it plays, on which device, and how that stands. */
export const soundLine = (id: string, actions: Actions) => {
  let output: OutputPatch | undefined;
  const keep = (): void => {
    const set = withSound(output, plays.value(), device.value());
    actions.change({ do: 'output', id, set });
  };
  const plays = choiceField('sound-plays', keep);
  const device = choiceField('sound-device', keep);
  const says = el('span', { class: 'binding-does sound-says' });
  const root = el('div', { class: 'output-sound' }, plays.root, device.root, says);
  /** What a hand is choosing from is left alone. */
  const settle = (field: typeof plays, value: string): void => {
    if (!field.root.contains(document.activeElement)) field.set(value);
  };
  return {
    root,
    update(view: View, next: OutputPatch | undefined, display: DisplayStatus | undefined): void {
      output = next;
      plays.label(view.say('soundHere'));
      plays.choices(SOUND_SETTINGS.map((setting) => [setting, view.say(`sound_${setting}`)]));
      settle(plays, settingOf(next));
      plays.off(!view.mayEdit);
      const names = deviceChoices(next, display);
      device.label(view.say('soundDevice'));
      device.choices([['', view.say('soundDefault')], ...names.map((n) => [n, n] as const)]);
      settle(device, next?.soundDevice ?? '');
      device.off(!view.mayEdit || names.length === 0);
      const words = [placeWords(display, view), remark(next, display, view)].filter(Boolean);
      setText(says, words.join(' · '));
      setAttr(root, 'data-plays', display?.plays ?? null);
    },
  };
};
