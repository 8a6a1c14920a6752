import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { fill } from '../shared-ui/language.ts';
import type { Texts } from '../shared-ui/texts.ts';
import { FAR_COMMAND, SENSORS } from './words.ts';

/** Pages that a device with a sensor opens; the phone's stands first. */
const DOORS = ['phone', 'camera', 'strap', 'microphone'] as const;
type Door = (typeof DOORS)[number];
/** Pages a code may lead to; '' is the landing page itself. */
const CODES = [...DOORS, ''] as const;
type Code = (typeof CODES)[number];

const nameOf = (code: Code) => (code === '' ? SENSORS.here : SENSORS[code]);

const link = (name: Door, texts: Texts): HTMLElement => {
  const title = el('span', { class: 'door-title' });
  const hint = el('span', { class: 'door-hint' });
  texts.put(title, SENSORS[name]);
  texts.put(hint, SENSORS[`${name}Hint`]);
  const attrs = { href: `/${name}`, target: '_blank', rel: 'noopener' };
  return el('a', { class: `door small to-${name}`, attrs }, title, hint);
};

/** A QR code, and the choice of where it leads. */
const codePart = (texts: Texts) => {
  let chosen: Code = 'phone';
  const image = el('img', { attrs: { src: '/qr.svg?page=phone', width: '168', height: '168' } });
  const title = el('h3');
  const hint = el('p');
  const choice = el('div', { class: 'code-choice', attrs: { role: 'group' } });
  const buttons = CODES.map((code) => {
    const button = el('button', { attrs: { type: 'button', 'data-code': code || 'home' } });
    texts.put(button, nameOf(code));
    button.addEventListener('click', () => choose(code));
    return { code, button };
  });
  choice.append(...buttons.map(({ button }) => button));

  const choose = (code: Code): void => {
    chosen = code;
    setAttr(image, 'src', code === '' ? '/qr.svg' : `/qr.svg?page=${code}`);
    show();
  };
  const show = (): void => {
    const page = nameOf(chosen)[texts.lang()];
    setAttr(image, 'alt', fill(SENSORS.codeAlt[texts.lang()], { page }));
    for (const { code, button } of buttons)
      setAttr(button, 'aria-pressed', String(code === chosen));
  };
  texts.put(title, SENSORS.codeTitle);
  texts.put(hint, SENSORS.codeHint);
  texts.also((lang) => {
    setAttr(choice, 'aria-label', SENSORS.codeOf[lang]);
    show();
  });
  const root = el(
    'div',
    { class: 'code', attrs: { hidden: '' } },
    image,
    el('div', {}, title, hint, choice),
  );
  return { root, image };
};

/** What to do where no other device gets in. */
const nearPart = (texts: Texts): HTMLElement => {
  const title = el('h3');
  const hint = el('p');
  const command = el('code');
  texts.put(title, SENSORS.nearTitle);
  texts.put(hint, SENSORS.nearHint);
  setText(command, FAR_COMMAND);
  return el('div', { class: 'near', attrs: { hidden: '' } }, title, hint, command);
};

/** The doors of the sensors, and how another device comes to them. */
export const sensorDoors = (texts: Texts): HTMLElement => {
  const title = el('h2');
  const says = el('p');
  const { root: code, image } = codePart(texts);
  const near = nearPart(texts);
  texts.put(title, SENSORS.title);
  texts.put(says, SENSORS.says);
  // A conductor that is heard on this machine only has no code to show.
  image.addEventListener('load', () => setAttr(code, 'hidden', null));
  image.addEventListener('error', () => {
    setAttr(code, 'hidden', '');
    setAttr(near, 'hidden', null);
  });
  return el(
    'section',
    { class: 'sensors' },
    title,
    says,
    code,
    el('div', { class: 'doors' }, ...DOORS.map((name) => link(name, texts))),
    near,
  );
};
