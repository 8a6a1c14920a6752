import type { Watching } from '#contracts/desk';
import { FEATURE_NAMES, FEATURES } from '#contracts/feature';
import type { Condition } from '#contracts/show';
import { el, keyedRows, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import type { Word } from '../../shared-ui/words.ts';
import { goneBy, liveDesk } from '../desk.ts';
import { countdown, featureDecimals, number } from '../format.ts';
import { doubt } from '../truth.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';

type Felt = Watching['conditions'][number];

const FEELINGS: Readonly<Record<string, Word>> = {
  positive: 'positive',
  negative: 'negative',
  arousal: 'arousal',
  valence: 'valence',
  confidence: 'confidence',
};

/** A signal in words: a dimension of the feeling, a feature, or its own name. */
const signalWord = (signal: string, view: View): string => {
  const feeling = FEELINGS[signal];
  if (feeling) return view.say(feeling);
  const feature = FEATURE_NAMES.find((name) => name === signal);
  return feature ? view.say(`f_${feature}`) : signal;
};

/** Decimals a signal is read with. */
const decimalsOf = (signal: string): number => {
  const feature = FEATURE_NAMES.find((name) => name === signal);
  return feature ? featureDecimals(feature) : 2;
};

/** The range a signal is drawn on. */
const rangeOf = (signal: string): readonly [number, number] => {
  const feature = FEATURE_NAMES.find((name) => name === signal);
  if (feature) return FEATURES[feature].range;
  return signal === 'valence' ? [-1, 1] : [0, 1];
};

const share = (value: number, [low, high]: readonly [number, number]): string =>
  Math.min(1, Math.max(0, (value - low) / (high - low))).toFixed(3);

const row = () => {
  const name = el('span', { class: 'condition-name' });
  const value = el('span', { class: 'condition-value num' });
  const wanted = el('span', { class: 'condition-wanted num' });
  const mark = el('span', { class: 'condition-mark' });
  const zone = el('span', { class: 'condition-zone' });
  const haze = el('span', { class: 'condition-haze' });
  const bar = el('span', { class: 'condition-bar' }, zone, haze, mark);
  const root = el('li', { class: 'condition' }, name, value, wanted, bar);
  return { root, name, value, wanted, bar };
};

const wantedWords = ({ signal, above, below, confidence }: Condition, view: View): string => {
  const value = (x: number): string => number(x, decimalsOf(signal));
  return [
    above === undefined ? '' : view.say('above', { value: value(above) }),
    below === undefined ? '' : view.say('below', { value: value(below) }),
    view.say('surer', { value: number(confidence, 2) }),
  ]
    .filter(Boolean)
    .join(' · ');
};

const showCondition = (
  at: ReturnType<typeof row>,
  felt: Felt,
  condition: Condition | undefined,
  view: View,
): void => {
  const signal = condition?.signal ?? '';
  const range = rangeOf(signal);
  setText(at.name, condition ? signalWord(signal, view) : '–');
  setText(at.value, felt.value === null ? '–' : number(felt.value, decimalsOf(signal)));
  setText(at.wanted, condition ? wantedWords(condition, view) : '');
  setAttr(at.root, 'data-holds', felt.holds ? '' : null);
  setAttr(at.root, 'data-unsure', felt.value === null ? '' : null);
  setAttr(at.bar, 'title', felt.value === null ? view.say('unsure') : null);
  setStyle(at.bar, '--from', share(condition?.above ?? range[0], range));
  setStyle(at.bar, '--to', share(condition?.below ?? range[1], range));
  if (felt.value === null) return;
  const half = doubt(felt.confidence) * (range[1] - range[0]);
  setStyle(at.bar, '--low', share(felt.value - half, range));
  setStyle(at.bar, '--high', share(felt.value + half, range));
  setStyle(at.bar, '--at', share(felt.value, range));
};

/** The cue on feeling that stands by: how near it is, that it is about to fire, and the VETO. */
export const watchingPanel = (actions: Actions): Panel => {
  const heading = el('span', { class: 'watching-head' });
  const fires = el('span', { class: 'watching-fires num' });
  const list = el('ol', { class: 'conditions' });
  const rows = keyedRows(list, row);
  const heldBar = el('span', { class: 'held-bar' });
  const held = el('span', { class: 'held num' });
  const times = el('span', { class: 'watching-times num' });
  const veto = button('veto', () => actions.ask('veto'), 'V');
  const root = el(
    'section',
    { class: 'watching', attrs: { role: 'status' } },
    el('div', { class: 'watching-top' }, heading, fires),
    list,
    el('div', { class: 'watching-held' }, heldBar, held),
    times,
    veto.root,
  );

  const showTimes = (watching: Watching, view: View): void => {
    const passed = goneBy(view.model, view.nowMs);
    const left = (s: number): string => countdown(Math.max(0, s - passed) * 1000);
    const { armedInS, elseInS } = watching;
    const parts = [
      armedInS > 0 ? view.say('armedIn', { time: left(armedInS) }) : '',
      elseInS === null ? view.say('noElse') : view.say('elseIn', { time: left(elseInS) }),
    ];
    setText(times, parts.filter(Boolean).join(' · '));
    const announced = watching.firesInS !== null && !watching.vetoed;
    setText(
      fires,
      announced
        ? `${view.say('firesIn')} ${left(watching.firesInS ?? 0).replace(/^0:0?/, '')}`
        : '',
    );
    setAttr(root, 'data-announced', announced ? '' : null);
    setAttr(root, 'data-vetoed', watching.vetoed ? '' : null);
  };

  /** Announced, the heading is the number alone: what counts is how long yet. */
  const headWords = (watching: Watching, view: View): string => {
    if (watching.vetoed) return `${watching.number} · ${view.say('vetoed')}`;
    return watching.firesInS === null
      ? `${watching.number} · ${view.say('waitsForFeeling')}`
      : `${watching.number} · ${view.say('c_feeling')}`;
  };

  return {
    root,
    update(view) {
      const watching = liveDesk(view)?.watching ?? null;
      setAttr(root, 'hidden', watching ? null : '');
      if (!watching) return;
      const cue = view.model.show?.cues.find((c) => c.number === watching.number);
      setText(heading, headWords(watching, view));
      const made = rows.set(watching.conditions.map((_, i) => String(i)));
      for (const [i, felt] of watching.conditions.entries()) {
        const at = made[i];
        if (at) showCondition(at, felt, cue?.when?.all[i], view);
      }
      const { forS } = watching;
      const heldS = Math.min(watching.heldS, forS);
      setStyle(heldBar, '--share', (forS > 0 ? heldS / forS : 0).toFixed(3));
      setText(held, view.say('heldFor', { held: number(heldS, 1), of: number(forS, 1) }));
      showTimes(watching, view);
      veto.label(view.say('veto'), 'V');
      veto.off(view.off !== null || watching.vetoed);
    },
  };
};
