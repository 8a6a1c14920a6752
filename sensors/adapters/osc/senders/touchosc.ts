import type { Meaning, OscSender, SenderAddress } from '../route.ts';
import { first, G, lookUp, turned } from './common.ts';

/** The accelerometer of the device, in g (hexler.net, TouchOSC Mk1 manual: /accxyz). */
const ACC: Readonly<Record<string, SenderAddress>> = {
  accxyz: { stream: 'acc', kind: 'acc', read: first(3, G) },
};

/** Controls as TouchOSC names them, with or without their page: /1/fader1, /fader1. */
const CONTROL = /^(fader|rotary|encoder|push|button|toggle|radial|radar|pager|grid)\d{1,3}$/;
const PAD = /^(xy|multixy)\d{1,3}$/;

const control = (stream: string): SenderAddress => ({ stream, kind: 'custom', read: first(1) });
/** A finger on a pad: x and y as TouchOSC gives them, 0..1. */
const pad = (stream: string): SenderAddress => ({
  stream,
  kind: 'touch',
  read: turned(2, ([x = 0, y = 0]) => [clip(x), clip(y), 1]),
});
const clip = (x: number): number => Math.max(0, Math.min(1, x));

const meaningOf = (parts: readonly string[]): Meaning => {
  if (parts.length === 1 && parts[0] === 'accxyz')
    return lookUp(ACC, 'accxyz', 'TouchOSC', 'touchosc');
  const [page, name] = parts.length === 1 ? [undefined, parts[0]] : parts;
  if (name === undefined || parts.length > 2) return null;
  if (page !== undefined && !/^\d{1,3}$/.test(page)) return null;
  const stream = page === undefined ? name : `${page}.${name}`;
  const found = CONTROL.test(name) ? control(stream) : PAD.test(name) ? pad(stream) : null;
  return found && { sourceId: 'touchosc', bodyId: null, sender: 'TouchOSC', ...found };
};

export const touchosc: OscSender = {
  name: 'TouchOSC',
  help: '/accxyz, and controls: /[page/]{fader1 rotary1 push1 toggle1 xy1 ...}',
  meaningOf,
};
