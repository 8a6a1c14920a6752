import { Id, type Text } from '#contracts/ids';
import type { CameraPatch } from '#contracts/patch';
import { el, keyedRows, setAttr } from '../shared-ui/dom.ts';
import { fill } from '../shared-ui/language.ts';
import type { Infrared } from './contrast.ts';
import type { CameraChoice } from './device.ts';
import { button, choice, oneOf, section, tick } from './fields.ts';
import { MOST_DANCERS, type Places } from './places.ts';
import { bodyOf, RESOLUTIONS, type Settings } from './settings.ts';
import { type CameraWord, WORDS } from './words.ts';

export type Put = (node: Node, text: Text) => void;

/** A word with its `{name}` filled in, in both languages. */
export const filled = (
  word: CameraWord,
  values: Readonly<Record<string, string | number>>,
): Text => ({
  en: fill(WORDS[word].en, values),
  ko: fill(WORDS[word].ko, values),
});

const plain = (text: string): Text => ({ en: text, ko: text });
const INFRARED: readonly Infrared[] = ['auto', 'on', 'off'];
const COUNTS = Array.from({ length: MOST_DANCERS }, (_, i) => String(i + 1));

/** Which camera, how large, which way round, how its light is taken. */
export const cameraPanel = (
  settings: (change: Partial<Settings>) => void,
  camera: (change: Partial<CameraPatch>) => void,
) => {
  const which = choice((id) => settings({ deviceId: id === '' ? null : id }));
  const resolution = choice((value) =>
    settings({ resolution: RESOLUTIONS.find((r) => r === value) ?? RESOLUTIONS[0] }),
  );
  const mirrored = tick((on) => camera({ mirrored: on }));
  const infrared = oneOf(INFRARED, (value) => settings({ infrared: value }));
  const part = section(which.root, resolution.root, mirrored.root, infrared.root);
  for (const size of RESOLUTIONS)
    resolution.select.append(
      el('option', { text: size.replace('x', ' × '), attrs: { value: size } }),
    );
  return {
    root: part.root,
    words(put: Put): void {
      put(part.title, WORDS.cameraTitle);
      put(which.label, WORDS.camera);
      put(resolution.label, WORDS.resolution);
      put(mirrored.label, WORDS.mirrored);
      put(mirrored.hint, WORDS.mirroredHint);
      put(infrared.label, WORDS.infrared);
      put(infrared.hint, WORDS.infraredHint);
      for (const [value, node] of infrared.nodes) put(node, WORDS[value]);
    },
    cameras(choices: readonly CameraChoice[], put: Put): void {
      const any = el('option', { attrs: { value: '' } });
      put(any, WORDS.anyCamera);
      const options = choices.map(({ deviceId, label }, i) => {
        const option = el('option', { attrs: { value: deviceId } });
        put(option, label ? plain(label) : filled('cameraNumber', { n: i + 1 }));
        return option;
      });
      which.select.replaceChildren(any, ...options);
    },
    show(now: Settings, { mirrored: isMirrored }: CameraPatch): void {
      const wanted = now.deviceId ?? '';
      const known = [...which.select.options].some(({ value }) => value === wanted);
      which.select.value = known ? wanted : '';
      resolution.select.value = now.resolution;
      mirrored.box.checked = isMirrored;
      infrared.show(now.infrared);
    },
  };
};

/** How many dancers, whose body each is, and whether she is seen. */
export const dancersPanel = (
  settings: (change: Partial<Settings>) => void,
  name: (slot: number, body: string) => void,
) => {
  const count = oneOf(COUNTS, (value) => settings({ dancers: Number(value) }));
  const list = el('div', { class: 'cam-bodies' });
  const fault = el('p', { class: 'cam-fault', attrs: { role: 'alert', hidden: '' } });
  const part = section(count.root, list, fault);
  const rows = keyedRows(list, (slot) => {
    const label = el('span', { class: 'cam-slot', text: slot });
    const state = el('span', { class: 'cam-state' });
    const input = el('input', {
      attrs: { type: 'text', maxlength: '64', autocapitalize: 'none', spellcheck: 'false' },
    });
    input.addEventListener('change', () => {
      const body = Id.safeParse(input.value.trim());
      setAttr(fault, 'hidden', body.success ? '' : null);
      setAttr(input, 'aria-invalid', body.success ? null : 'true');
      if (body.success) name(Number(slot), body.data);
    });
    return { root: el('label', { class: 'cam-body' }, label, input, state), input, state };
  });
  return {
    root: part.root,
    words(put: Put): void {
      put(part.title, WORDS.dancersTitle);
      put(count.label, WORDS.dancers);
      put(count.hint, WORDS.dancersHint);
      put(fault, WORDS.bodyWrong);
    },
    show(now: Settings, places: Places, put: Put, lang: keyof Text): void {
      count.show(String(now.dancers));
      const slots = COUNTS.slice(0, now.dancers);
      for (const [i, row] of rows.set(slots).entries()) {
        const isFocused = document.activeElement === row.input;
        if (!isFocused && !row.input.hasAttribute('aria-invalid'))
          row.input.value = bodyOf(now, i + 1);
        const state = places[i]?.state ?? 'free';
        setAttr(row.root, 'data-state', state);
        setAttr(row.input, 'aria-label', filled('bodyOf', { n: i + 1 })[lang]);
        put(row.state, WORDS[state]);
      }
    },
  };
};

/** Floor marks: whether they are set, and the way to set them. */
export const marksPanel = (begin: () => void, take: () => void) => {
  const says = el('p', { class: 'cam-says' });
  const [start, away] = [button(begin), button(take)];
  const part = section(says, el('div', { class: 'cam-row' }, start, away));
  return {
    root: part.root,
    words(put: Put): void {
      put(part.title, WORDS.marksTitle);
      put(start, WORDS.marksBegin);
      put(away, WORDS.marksTake);
    },
    show({ homography }: CameraPatch, put: Put): void {
      put(says, homography ? WORDS.marksSet : WORDS.marksNone);
      setAttr(away, 'hidden', homography ? null : '');
    },
  };
};

/** Privacy masks: how many, and each with the way to take it back. */
export const masksPanel = (begin: () => void, take: (i: number) => void) => {
  const says = el('p', { class: 'cam-says' });
  const start = button(begin);
  const list = el('div', { class: 'cam-row' });
  const part = section(says, el('div', { class: 'cam-row' }, start, list));
  const rows = keyedRows(list, (i) => {
    const node = button(() => take(Number(i)));
    return { root: node };
  });
  return {
    root: part.root,
    words(put: Put): void {
      put(part.title, WORDS.masksTitle);
      put(start, WORDS.maskBegin);
    },
    show({ masks }: CameraPatch, put: Put): void {
      put(says, masks.length === 0 ? WORDS.masksNone : filled('masksSet', { n: masks.length }));
      const made = rows.set(masks.map((_, i) => String(i)));
      for (const [i, { root }] of made.entries()) put(root, filled('maskTake', { n: i + 1 }));
    },
  };
};

const KEYS: readonly (readonly [string, CameraWord])[] = [
  ['S', 'keyStart'],
  ['M', 'keyMarks'],
  ['P', 'keyMask'],
  ['Enter', 'keyKeep'],
  ['Z', 'keyUndo'],
  ['Esc', 'keyCancel'],
  ['← ↑ → ↓', 'keyNudge'],
  ['1 … 6', 'keyCount'],
];

/** The keys, folded away. */
export const keysPanel = () => {
  const title = el('summary');
  const list = el('dl');
  const rows = KEYS.map(([key, word]) => {
    const says = el('dd');
    list.append(el('dt', {}, el('kbd', { text: key })), says);
    return [says, word] as const;
  });
  return {
    root: el('details', { class: 'cam-keys' }, title, list),
    words(put: Put): void {
      put(title, WORDS.keysTitle);
      for (const [node, word] of rows) put(node, WORDS[word]);
    },
  };
};
