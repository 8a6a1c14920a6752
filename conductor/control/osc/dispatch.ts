import type { Text } from '#contracts/ids';
import { CONTROLS, type ControlAddress, refuse, type Verdict } from './addresses.ts';
import { argumentsFit, wants } from './arguments.ts';
import type { House } from './house.ts';
import type { OscMessage } from './message.ts';
import { nearest } from './nearest.ts';
import { compilePattern } from './pattern.ts';

export const ROOT = '/yeoun/';
const NUMBER = '<number>';
/** What we ourselves send. It is never answered, or two conductors would answer each other for ever. */
const OURS = /^\/yeoun\/(pong$|error$|state\/)/;

const PLAIN = CONTROLS.filter(({ address }) => !address.includes('<'));
const BY_ADDRESS = new Map(PLAIN.map((control) => [control.address, control]));
/** Addresses with a cue's number in them: what stands before it and after it. */
const NUMBERED = CONTROLS.filter(({ address }) => address.includes(NUMBER)).map((control) => {
  const [head = '', tail = ''] = control.address.split(NUMBER);
  return { control, head, tail };
});
const IS_NUMBER = /^[A-Za-z0-9._-]+$/;

/** The control an address belongs to, with the cue number it names. */
export interface Meant {
  readonly control: ControlAddress;
  readonly number: string;
}

export const controlAt = (address: string): Meant | undefined => {
  const plain = BY_ADDRESS.get(address);
  if (plain) return { control: plain, number: '' };
  for (const { control, head, tail } of NUMBERED) {
    if (!address.startsWith(head) || !address.endsWith(tail)) continue;
    const number = address.slice(head.length, address.length - tail.length);
    if (IS_NUMBER.test(number)) return { control, number };
  }
  return undefined;
};

/** Who sends, and what he may therefore see. */
export interface Sender {
  /** On this machine. */
  readonly local: boolean;
  /** May see what is felt in a body. */
  readonly bodies: boolean;
}
const HERE: Sender = { local: true, bodies: true };

/**
 * What a message asks of the show: one verdict for each address it reaches, or null where it is none of the
 * control door's (a sensor's). Pure.
 */
export const decide = (
  message: OscMessage,
  house: House,
  sender: Sender = HERE,
): readonly Verdict[] | null => {
  if (message.pattern) return decidePattern(message, house, sender);
  if (!message.address.startsWith(ROOT)) return null;
  const meant = controlAt(message.address);
  if (meant) return [call(meant, message, house, sender)];
  return [OURS.test(message.address) ? IGNORED : unknown(message.address, house)];
};

const IGNORED: Verdict = {
  act: 'refuse',
  answer: false,
  remedy: () => ({
    en: 'Yeoun sends this address; it does not listen to it.',
    ko: '여운이 보내는 주소이며, 듣는 주소가 아닙니다.',
  }),
};

const call = (
  { control, number }: Meant,
  message: OscMessage,
  house: House,
  { local, bodies }: Sender,
): Verdict =>
  control.args === null || argumentsFit(control.args, message)
    ? control.handle({ message, number, house, local, bodies })
    : refuse(() => wants(control.address, control.args ?? []));

/** Every address there is; those of cues with the cue that is nearest to the one that was named. */
const known = (address: string, house: House): readonly string[] => {
  const named = /^\/yeoun\/(?:get\/)?[^/]+\/([^/]+)/.exec(address)?.[1] ?? '';
  const cues = house.cues();
  const number = cues.includes(named) ? named : nearest(named, cues);
  return [
    ...PLAIN.map((control) => control.address),
    ...NUMBERED.map(({ control }) =>
      number === undefined ? control.address : control.address.replace(NUMBER, number),
    ),
  ];
};

const unknown = (address: string, house: House): Verdict =>
  refuse((): Text => {
    const near = nearest(address, known(address, house));
    return {
      en: `There is no such address; the nearest is ${near}.`,
      ko: `그런 주소는 없습니다. 가장 가까운 것은 ${near}입니다.`,
    };
  });

/** An address pattern sets every value it matches, but fires nothing. */
const decidePattern = (
  message: OscMessage,
  house: House,
  sender: Sender,
): readonly Verdict[] | null => {
  const rooted = message.address.startsWith(ROOT);
  const compiled = compilePattern(message.address);
  if (compiled.kind === 'problem') return rooted ? [refuse(() => compiled.remedy)] : null;
  const reached = PLAIN.filter(({ address }) => compiled.matches(address));
  if (reached.some((control) => control.trigger)) return [NO_PATTERN];
  if (reached.length > 0)
    return reached.map((control) => call({ control, number: '' }, message, house, sender));
  return rooted ? [NO_PATTERN] : null;
};

const NO_PATTERN: Verdict = refuse(() => ({
  en: 'An address pattern fires no trigger and no cue; send the one address that is meant.',
  ko: '주소 패턴은 트리거나 큐를 실행하지 않습니다. 주소 하나를 그대로 보내십시오.',
}));
