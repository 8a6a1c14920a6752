import { describe, expect, it } from 'vitest';
import { DeskIntent, Intent } from '#contracts/intent';
import { CONTROLS } from '../../../conductor/control/osc/addresses.ts';
import type { Verdict } from '../../../conductor/control/osc/control.ts';
import { oscDecoder } from '../../../conductor/control/osc/decode.ts';
import { decide } from '../../../conductor/control/osc/dispatch.ts';
import { encodeMessage } from '../../../conductor/control/osc/encode.ts';
import type { House } from '../../../conductor/control/osc/house.ts';
import type { OscMessage } from '../../../conductor/control/osc/message.ts';
import { houseOf } from './stage.ts';

const decode = oscDecoder();
const verdict = (
  house: House,
  address: string,
  types = '',
  ...args: OscMessage['args']
): Verdict => {
  const read = decode(encodeMessage({ address, types, args }));
  if (read.kind !== 'message') throw new Error(read.kind);
  const [one] = decide(read, house) ?? [];
  if (!one) throw new Error(`${address}: no verdict`);
  return one;
};
const intent = (...of: [string, string?, ...OscMessage['args']]): unknown => {
  const one = verdict(houseOf(['1', '2.5']), ...of);
  return one.act === 'ask' ? one.intent : one.act === 'refuse' ? one.remedy().en : one.act;
};

/** The arguments of an example as it stands in the manual: `/address ,if 1 12.5`. */
const exampleOf = (example: string): [string, string, ...OscMessage['args']] => {
  const [address = '', types = ',', ...words] = example.match(/"[^"]*"|\S+/g) ?? [];
  const tags = types.slice(1);
  return [
    address,
    tags,
    ...words.map((word, i) => (tags[i] === 's' ? word.replaceAll('"', '') : Number(word))),
  ];
};

describe('the addresses of the desk', () => {
  it('ask for what the desk knows', () => {
    expect(intent('/yeoun/cue/2.5/standby')).toEqual({ do: 'standby', number: '2.5' });
    expect(intent('/yeoun/cue/2.5/jump')).toEqual({ do: 'jump', number: '2.5', afterS: 0 });
    expect(intent('/yeoun/cue/2.5/jump', 'if', 1, 12.5)).toEqual({
      do: 'jump',
      number: '2.5',
      afterS: 12.5,
    });
    expect(intent('/yeoun/pause')).toEqual({ do: 'pause' });
    expect(intent('/yeoun/pause', 'i', 0)).toEqual({ do: 'pause', on: false });
    expect(intent('/yeoun/fade-all')).toEqual({ do: 'fade-all', seconds: 5 });
    expect(intent('/yeoun/fade-all', 'if', 1, 8)).toEqual({ do: 'fade-all', seconds: 8 });
    expect(intent('/yeoun/veto', 'f', 1)).toEqual({ do: 'veto' });
    expect(intent('/yeoun/evening/interval')).toEqual({ do: 'evening', state: 'interval' });
    expect(intent('/yeoun/lock', 'T', true)).toEqual({ do: 'lock', on: true });
    expect(intent('/yeoun/rehearse/toggle', 'f', 1)).toEqual({ do: 'rehearse' });
    expect(intent('/yeoun/fire', 'i', 1)).toEqual({ do: 'fire', on: true });
    expect(intent('/yeoun/tap')).toEqual({ do: 'tap' });
    expect(intent('/yeoun/tempo', 'f', 96)).toEqual({ do: 'tempo', bpm: 96, source: 'hand' });
    expect(intent('/yeoun/sound', 'ff', 0.5, 2)).toEqual({ do: 'sound', level: 0.5, seconds: 2 });
    expect(intent('/yeoun/freeze/on', 'i', 1)).toEqual({ do: 'freeze', on: true });
    expect(intent('/yeoun/affect/trajectory', 'f', 4)).toEqual({
      do: 'affect',
      mode: 'trajectory',
      seconds: 4,
    });
  });

  it('leave nothing out that a key may ask for', () => {
    const asked = new Set(
      CONTROLS.map(({ example }) => {
        const one = intent(...exampleOf(example));
        return typeof one === 'object' && one !== null && 'do' in one ? one.do : '';
      }),
    );
    for (const { shape } of DeskIntent.options) expect(asked).toContain(shape.do.value);
    for (const { shape } of Intent.options) expect(asked).toContain(shape.do.value);
  });

  it('have examples that are right, and intents that satisfy their contract', () => {
    for (const { example } of CONTROLS) {
      const one = verdict(houseOf(['1', '2.5']), ...exampleOf(example));
      expect(one.act, example).not.toBe('refuse');
      if (one.act === 'ask') expect(Intent.safeParse(one.intent).success, example).toBe(true);
    }
  });

  it('do nothing when a button is let go', () => {
    for (const address of [
      '/yeoun/cue/1/standby',
      '/yeoun/cue/1/jump',
      '/yeoun/fade-all',
      '/yeoun/veto',
      '/yeoun/evening/bows',
      '/yeoun/lock/toggle',
      '/yeoun/tap',
    ])
      expect(intent(address, 'f', 0)).toBe('nothing');
  });

  it('refuse wrong values and say what would be right', () => {
    expect(intent('/yeoun/tempo', 'f', 10)).toContain('a number from 20 to 400');
    expect(intent('/yeoun/sound', 'f', 1.5)).toContain('a number from 0 to 1');
    expect(intent('/yeoun/lock', 'i', 2)).toContain('1 or T (on)');
    expect(intent('/yeoun/cue/2.4/jump')).toContain('the nearest is 2.5: /yeoun/cue/2.5/jump');
    expect(intent('/yeoun/cue/2.4/stanby')).toContain('the nearest is /yeoun/cue/2.5/standby');
    expect(intent('/yeoun/evening/intervall')).toContain('/yeoun/evening/interval');
  });

  it('are reached by no pattern that could stop a show', () => {
    for (const pattern of ['/yeoun/lo?k', '/yeoun/fir*', '/yeoun/rehears?', '/yeoun/evening/*'])
      expect(intent(pattern, 'i', 1)).toContain('fires no trigger');
  });

  it('close the fire input where the patch says so', () => {
    const closed = houseOf(['1'], { fireOpen: () => false });
    const one = verdict(closed, '/yeoun/fire', 'i', 1);
    expect(one.act === 'refuse' && one.remedy().en).toContain('closed in the patch');
    expect(verdict(closed, '/yeoun/fire/toggle').act).toBe('refuse');
  });
});
