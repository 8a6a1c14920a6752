import type { Colour, Control, Frame, OscBinding, Property } from './xml.ts';

const text = (value: string): Property => ({ type: 's', value });
const yes = (value: boolean): Property => ({ type: 'b', value });
const whole = (value: number): Property => ({ type: 'i', value });
const colour = (value: Colour): Property => ({ type: 'c', value });

/** TouchOSC counts shapes and text alignments from 1, everything else from 0. */
const RECTANGLE = 1;
const CENTRE = 2;
const NORTH = 0;

const common = (name: string, frame: Frame, tint: Colour): Record<string, Property> => ({
  name: text(name),
  frame: { type: 'r', value: frame },
  color: colour(tint),
  background: yes(true),
  cornerRadius: { type: 'f', value: 4 },
  grabFocus: yes(true),
  interactive: yes(true),
  locked: yes(false),
  orientation: whole(NORTH),
  outline: yes(true),
  outlineStyle: whole(0),
  pointerPriority: whole(0),
  shape: whole(RECTANGLE),
  visible: yes(true),
});

const sends = (path: string, as: OscBinding['as'] = 'FLOAT'): OscBinding => ({
  path,
  send: true,
  receive: false,
  value: 'x',
  as,
});
const hears = (path: string, value: OscBinding['value'], as: OscBinding['as']): OscBinding => ({
  path,
  send: false,
  receive: true,
  value,
  as,
});

const MOMENTARY = 0;
const TOGGLE = 2;

const button = (
  name: string,
  frame: Frame,
  tint: Colour,
  kind: number,
  messages: readonly OscBinding[],
): Control => ({
  type: 'BUTTON',
  properties: {
    ...common(name, frame, tint),
    buttonType: whole(kind),
    press: yes(true),
    release: yes(true),
    valuePosition: yes(false),
  },
  values: { touch: 'false', x: '0' },
  messages,
  children: [],
});

/** Sends 1 when it is pressed and 0 when it is let go. */
export const key = (name: string, frame: Frame, tint: Colour, path: string): Control =>
  button(name, frame, tint, MOMENTARY, [sends(path)]);

/** Stays where it is put, and follows the state. */
export const toggle = (
  name: string,
  frame: Frame,
  tint: Colour,
  path: string,
  state: string,
): Control =>
  button(name, frame, tint, TOGGLE, [sends(path, 'INTEGER'), hears(state, 'x', 'INTEGER')]);

/** A level from 0 to 1 that follows the state. */
export const fader = (
  name: string,
  frame: Frame,
  tint: Colour,
  path: string,
  state: string,
): Control => ({
  type: 'FADER',
  properties: {
    ...common(name, frame, tint),
    bar: yes(true),
    barDisplay: whole(0),
    cursor: yes(true),
    cursorDisplay: whole(0),
    grid: yes(true),
    gridSteps: whole(10),
    // Relative: touching it does not let the level jump.
    response: whole(1),
    responseFactor: whole(100),
  },
  values: { touch: 'false', x: '0' },
  messages: [sends(path), hears(state, 'x', 'FLOAT')],
  children: [],
});

/** Words that stand, or that a state brings. */
export const label = (
  name: string,
  frame: Frame,
  tint: Colour,
  words: string,
  size: number,
  state?: string,
): Control => ({
  type: 'LABEL',
  properties: {
    ...common(name, frame, [0, 0, 0]),
    background: yes(false),
    outline: yes(false),
    interactive: yes(false),
    font: whole(0),
    textAlignH: whole(CENTRE),
    textAlignV: whole(CENTRE),
    textClip: yes(true),
    textColor: colour(tint),
    textLength: whole(0),
    textSize: whole(size),
  },
  values: { text: words, touch: 'false' },
  messages: state === undefined ? [] : [hears(state, 'text', 'STRING')],
  children: [],
});

export const page = (
  name: string,
  frame: Frame,
  script: string,
  children: readonly Control[],
): Control => ({
  type: 'GROUP',
  properties: {
    ...common(name, frame, [0, 0, 0]),
    grabFocus: yes(false),
    interactive: yes(false),
    script: text(script),
  },
  values: { touch: 'false' },
  messages: [],
  children,
});
