import { type Call, CONTROLS, type ControlAddress, refuse, type Verdict } from './addresses.ts';
import { argumentsFit, wants } from './arguments.ts';
import type { OscMessage } from './message.ts';
import { nearest } from './nearest.ts';
import { compilePattern } from './pattern.ts';

const ROOT = '/yeoun/';
const NUMBERED = /^\/yeoun\/cue\/([A-Za-z0-9._-]+)\/go$/;
/** What we ourselves send. It is never answered, or two conductors would answer each other for ever. */
const OURS = /^\/yeoun\/(pong$|error$|state\/)/;

const PLAIN = CONTROLS.filter(({ address }) => !address.includes('<'));
const BY_ADDRESS = new Map(PLAIN.map((control) => [control.address, control]));
const CUE_BY_NUMBER = CONTROLS.find(({ address }) => address === '/yeoun/cue/<number>/go');

/**
 * What a message asks of the show: one verdict for each address it reaches, or null where it is none of the
 * control door's (a sensor's). Pure.
 */
export const decide = (message: OscMessage, cues: Call['cues']): readonly Verdict[] | null => {
  if (message.pattern) return decidePattern(message, cues);
  if (!message.address.startsWith(ROOT)) return null;
  const known = BY_ADDRESS.get(message.address);
  if (known) return [call(known, message, '', cues)];
  const number = NUMBERED.exec(message.address)?.[1];
  if (number !== undefined && CUE_BY_NUMBER) return [call(CUE_BY_NUMBER, message, number, cues)];
  return [OURS.test(message.address) ? IGNORED : unknown(message.address)];
};

const IGNORED: Verdict = {
  act: 'refuse',
  answer: false,
  remedy: () => 'Yeoun sends this address; it does not listen to it.',
};

const call = (
  control: ControlAddress,
  message: OscMessage,
  number: string,
  cues: Call['cues'],
): Verdict =>
  control.args === null || argumentsFit(control.args, message)
    ? control.handle({ message, number, cues })
    : refuse(() => wants(control.address, control.args ?? []));

const unknown = (address: string): Verdict =>
  refuse(() => {
    const near = nearest(
      address,
      CONTROLS.map((control) => control.address),
    );
    return `There is no such address; the nearest is ${near}.`;
  });

/** An address pattern sets every value it matches, but fires nothing. */
const decidePattern = (message: OscMessage, cues: Call['cues']): readonly Verdict[] | null => {
  const rooted = message.address.startsWith(ROOT);
  const compiled = compilePattern(message.address);
  if (compiled.kind === 'problem') return rooted ? [refuse(() => compiled.remedy)] : null;
  const reached = PLAIN.filter(({ address }) => compiled.matches(address));
  if (reached.some((control) => control.trigger)) return [NO_PATTERN];
  if (reached.length > 0) return reached.map((control) => call(control, message, '', cues));
  return rooted ? [NO_PATTERN] : null;
};

const NO_PATTERN: Verdict = refuse(
  () => 'An address pattern fires no trigger and no cue; send the one address that is meant.',
);
