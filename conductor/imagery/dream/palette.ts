import { type Linear, linearOf } from './colour.ts';
import type { Hue, Mode } from './slots.ts';

/** The light of an hour or a lamp. */
export interface LightMode {
  /** Colour of the air above, at the horizon, of the light itself and of what lies in shade. */
  readonly zenith: Linear;
  readonly low: Linear;
  readonly key: Linear;
  readonly shade: Linear;
  /** How strong the light is, how high above the horizon it stands (0..1 of the sky), and how far it spreads. */
  readonly power: number;
  readonly up: number;
  readonly spread: number;
}

const mode = (
  zenith: string,
  low: string,
  key: string,
  shade: string,
  power: number,
  up: number,
  spread: number,
): LightMode => ({
  zenith: linearOf(zenith),
  low: linearOf(low),
  key: linearOf(key),
  shade: linearOf(shade),
  power,
  up,
  spread,
});

export const LIGHT: Readonly<Record<Mode, LightMode>> = {
  night: mode('#070b14', '#1b2536', '#93a9c8', '#070a10', 0.35, 0.7, 0.35),
  dawn: mode('#2b3344', '#c2938a', '#ffcda8', '#2a2830', 0.8, 0.06, 0.5),
  day: mode('#4f7595', '#b9c9cb', '#fff0d4', '#2c3437', 0.9, 0.75, 0.5),
  golden: mode('#4d4433', '#d99a48', '#ffce82', '#2b2016', 1.1, 0.2, 0.5),
  dusk: mode('#191d33', '#a8543e', '#ff9458', '#17141c', 0.9, 0.02, 0.42),
  storm: mode('#101518', '#4a5955', '#aebcb2', '#0c1011', 0.45, 0.4, 0.4),
  grey: mode('#454b51', '#888e8e', '#c9cbc8', '#25282b', 0.4, 0.5, 0.8),
  snowlight: mode('#3a4554', '#a4b3c6', '#dee8f4', '#2b323d', 0.5, 0.4, 0.7),
  lamp: mode('#150d07', '#3f2813', '#ffb360', '#120a06', 0.8, 0.5, 0.34),
  tube: mode('#18211f', '#566a62', '#d5eedd', '#121917', 0.7, 0.9, 0.7),
  fire: mode('#090607', '#2c1109', '#ff7426', '#0d0706', 1, 0.02, 0.26),
  moon: mode('#060a15', '#23314a', '#cddaf0', '#080b14', 0.55, 0.6, 0.3),
};

/** Where nothing is said: a waterline in haze, paper and graphite. */
export const QUIET: LightMode = mode('#15181c', '#63605a', '#e6dcc9', '#16181b', 0.55, 0.04, 0.55);

export const HUE: Readonly<Record<Hue, Linear>> = {
  red: linearOf('#a8322a'),
  rose: linearOf('#d99aa4'),
  orange: linearOf('#c4682a'),
  gold: linearOf('#d8a02c'),
  green: linearOf('#4f7038'),
  teal: linearOf('#2f7774'),
  blue: linearOf('#35608f'),
  violet: linearOf('#63517f'),
  white: linearOf('#dcdad4'),
  brown: linearOf('#6a4a32'),
  black: linearOf('#17181a'),
  silver: linearOf('#8b959c'),
};
