import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { oscDecoder } from '../../../conductor/control/osc/decode.ts';
import { decide } from '../../../conductor/control/osc/dispatch.ts';
import { encodeMessage } from '../../../conductor/control/osc/encode.ts';
import type { OscMessage } from '../../../conductor/control/osc/message.ts';
import { STATES } from '../../../conductor/control/osc/states.ts';
import { touchOscFile } from '../../../conductor/control/profiles/touchosc/layout.ts';
import { houseOf } from '../osc/stage.ts';

/** An element of the file, as a reader that knows nothing of who wrote it sees it. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Reads well-formed XML of elements, attributes, texts and CDATA; throws where it is none. */
const parse = (xml: string): Element => {
  const token =
    /<\?[^>]*\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([a-zA-Z]+)((?:\s+\w+='[^']*')*)\s*(\/?)>|([^<]+)/y;
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const stack: Element[] = [root];
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    if (!found) throw new Error(`no XML at ${at}: ${xml.slice(at, at + 40)}`);
    const [, cdata, closing, name, attributes = '', empty, text] = found;
    const top = stack.at(-1);
    if (!top) throw new Error('closed too often');
    if (cdata !== undefined || text !== undefined) top.text += cdata ?? text ?? '';
    else if (name !== undefined && closing === '/') {
      if (stack.pop()?.name !== name) throw new Error(`</${name}> closes another`);
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/(\w+)='([^']*)'/g)].map(([, k, v]) => [k, v]);
      const element: Element = {
        name,
        attributes: Object.fromEntries(pairs),
        children: [],
        text: '',
      };
      top.children.push(element);
      if (empty !== '/') stack.push(element);
    }
  }
  const [first] = root.children;
  if (!first || stack.length !== 1) throw new Error('not closed');
  return first;
};

const child = (of: Element, name: string): Element | undefined =>
  of.children.find((one) => one.name === name);
const textOf = (of: Element, ...path: string[]): string => {
  let at: Element | undefined = of;
  for (const name of path) at = at && child(at, name);
  return at?.text ?? '';
};
const nodes = (of: Element): Element[] => [
  of,
  ...(child(of, 'children')?.children ?? []).flatMap(nodes),
];
const propertiesOf = (node: Element): ReadonlyMap<string, Element> =>
  new Map((child(node, 'properties')?.children ?? []).map((p) => [textOf(p, 'key'), p]));

const PORT = 9123;
const document = parse(inflateSync(touchOscFile(PORT)).toString('utf8'));
const root = child(document, 'node');
if (!root) throw new Error('no root node');
const all = nodes(root);
const bindings = all.flatMap((node) =>
  (child(node, 'messages')?.children ?? []).map((osc) => ({
    control: textOf(propertiesOf(node).get('name') ?? osc, 'value'),
    type: node.attributes.type,
    send: textOf(osc, 'send') === '1',
    receive: textOf(osc, 'receive') === '1',
    path: textOf(osc, 'path', 'partial', 'value'),
    as: textOf(osc, 'arguments', 'partial', 'conversion'),
  })),
);
const decode = oscDecoder();
const verdictOf = (address: string, types: string, ...args: OscMessage['args']) => {
  const read = decode(encodeMessage({ address, types, args }));
  if (read.kind !== 'message') throw new Error(read.kind);
  return decide(read, houseOf(['1']))?.[0];
};

describe('the TouchOSC layout', () => {
  it('is a zlib stream of one lexml document with one group at its root', () => {
    const file = touchOscFile(PORT);
    expect([file[0], (Number(file[0]) * 256 + Number(file[1])) % 31]).toEqual([0x78, 0]);
    expect(document).toMatchObject({ name: 'lexml', attributes: { version: '3' } });
    expect(document.children).toHaveLength(1);
    expect(root.attributes.type).toBe('GROUP');
    expect(touchOscFile(PORT).equals(file)).toBe(true);
  });

  it('has an id of its own for every control, and typed properties in order', () => {
    expect(new Set(all.map((node) => node.attributes.ID)).size).toBe(all.length);
    for (const node of all) {
      expect(['GROUP', 'BUTTON', 'FADER', 'LABEL']).toContain(node.attributes.type);
      const keys = [...propertiesOf(node).keys()];
      expect(keys).toEqual([...keys].sort());
      for (const needed of ['name', 'frame', 'color', 'visible']) expect(keys).toContain(needed);
    }
  });

  it('lies within its page, and no two controls that are touched overlap', () => {
    const frameOf = (node: Element) => {
      const value = child(propertiesOf(node).get('frame') ?? node, 'value');
      const [x = 0, y = 0, w = 0, h = 0] = ['x', 'y', 'w', 'h'].map((name) =>
        Number(textOf(value ?? node, name)),
      );
      return { x, y, w, h };
    };
    const whole = frameOf(root);
    const touched = all.filter(
      (n) => n.attributes.type === 'BUTTON' || n.attributes.type === 'FADER',
    );
    for (const node of all) {
      const { x, y, w, h } = frameOf(node);
      expect(x >= 0 && y >= 0 && x + w <= whole.w && y + h <= whole.h).toBe(true);
    }
    for (const [i, a] of touched.map(frameOf).entries())
      for (const b of touched.slice(i + 1).map(frameOf))
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(
          true,
        );
  });

  it('sends only what the OSC door knows, with the types it takes', () => {
    const sent = bindings.filter(({ send }) => send);
    for (const needed of [
      '/yeoun/cue/go',
      '/yeoun/cue/back',
      '/yeoun/panic',
      '/yeoun/blackout',
      '/yeoun/master',
      '/yeoun/affect/arousal',
    ])
      expect(sent.map(({ path }) => path)).toContain(needed);
    for (const { path, as } of sent) {
      const types = as === 'INTEGER' ? 'i' : 'f';
      expect(verdictOf(path, types, 1), path).toMatchObject({ act: 'ask' });
      // A key that is let go sends 0: it must do nothing, or set a level or a switch.
      expect(verdictOf(path, types, 0)?.act, path).not.toBe('refuse');
    }
  });

  it('listens only to states that are told, as what they are', () => {
    const heard = bindings.filter(({ receive }) => receive);
    const known = new Map(STATES.map(({ address, types }) => [address, types]));
    expect(heard.length).toBeGreaterThan(12);
    for (const { path, type, as } of heard) {
      const types = known.get(path);
      expect(types, path).toBeDefined();
      if (type === 'LABEL') expect(as).toBe('STRING');
      else expect(as, path).toBe(types === 'i' ? 'INTEGER' : 'FLOAT');
    }
  });

  it('asks for its states with what the door takes, before a subscription ends', () => {
    const script = textOf(propertiesOf(root).get('script') ?? root, 'value');
    const address = /'(\/yeoun\/subscribe)'/.exec(script)?.[1] ?? '';
    const pattern = /value = '([^']+)'/.exec(script)?.[1] ?? '';
    expect(script).toContain(`local PORT = ${PORT}`);
    expect(verdictOf(address, 'si', pattern, PORT)).toMatchObject({ act: 'subscribe', port: PORT });
    expect(Number(/EVERY = (\d+)/.exec(script)?.[1])).toBeLessThan(60_000);
  });
});
