import { describe, expect, it } from 'vitest';
import { Intent } from '#contracts/intent';
import { CONTROLS, type Verdict } from '../../../conductor/control/osc/addresses.ts';
import { oscDecoder } from '../../../conductor/control/osc/decode.ts';
import { decide } from '../../../conductor/control/osc/dispatch.ts';
import { encodeMessage } from '../../../conductor/control/osc/encode.ts';
import type { OscMessage } from '../../../conductor/control/osc/message.ts';
import { houseOf } from './stage.ts';

const decode = oscDecoder();
const message = (address: string, types = '', ...args: OscMessage['args']): OscMessage => {
  const read = decode(encodeMessage({ address, types, args }));
  if (read.kind !== 'message') throw new Error(read.kind);
  return read;
};
const CUES = ['1', '1.5', 'finale'];
const verdicts = (...of: Parameters<typeof message>): readonly Verdict[] | null =>
  decide(message(...of), houseOf(CUES));
const only = (...of: Parameters<typeof message>): Verdict => {
  const [verdict, ...more] = verdicts(...of) ?? [];
  if (!verdict || more.length > 0) throw new Error(`${of[0]}: not one verdict`);
  return verdict;
};
const intent = (...of: Parameters<typeof message>) => {
  const verdict = only(...of);
  return verdict.act === 'ask' ? verdict.intent : verdict.act;
};
const remedy = (...of: Parameters<typeof message>): string => {
  const verdict = only(...of);
  return verdict.act === 'refuse' ? verdict.remedy().en : verdict.act;
};

describe('control addresses', () => {
  it('become intents', () => {
    expect(intent('/yeoun/cue/go')).toEqual({ do: 'go' });
    expect(intent('/yeoun/cue/1.5/go')).toEqual({ do: 'go-cue', number: '1.5' });
    expect(intent('/yeoun/cue/finale/go', 'i', 1)).toEqual({ do: 'go-cue', number: 'finale' });
    expect(intent('/yeoun/cue/back', 'T', true)).toEqual({ do: 'back' });
    expect(intent('/yeoun/panic', 'I', Number.POSITIVE_INFINITY)).toEqual({ do: 'panic' });
    expect(intent('/yeoun/freeze', 'f', 0.3)).toEqual({ do: 'freeze' });
    expect(intent('/yeoun/blackout')).toEqual({ do: 'blackout' });
    expect(intent('/yeoun/blackout', 'i', 1)).toEqual({ do: 'blackout', on: true });
    expect(intent('/yeoun/blackout', 'f', 0)).toEqual({ do: 'blackout', on: false });
    expect(intent('/yeoun/blackout', 'F', false)).toEqual({ do: 'blackout', on: false });
    expect(intent('/yeoun/master', 'f', 0.5)).toEqual({ do: 'master', level: 0.5, seconds: 0 });
    expect(intent('/yeoun/master', 'ff', 1, 3)).toEqual({ do: 'master', level: 1, seconds: 3 });
    expect(intent('/yeoun/master', 'hd', 1n, 2.5)).toEqual({
      do: 'master',
      level: 1,
      seconds: 2.5,
    });
    expect(intent('/yeoun/ping', 's', 'x')).toBe('pong');
  });

  it('begin, mark and end takes', () => {
    expect(intent('/yeoun/mark')).toEqual({ do: 'mark' });
    expect(intent('/yeoun/mark', 'f', 1)).toEqual({ do: 'mark' });
    expect(intent('/yeoun/mark', 'f', 0)).toBe('nothing');
    expect(intent('/yeoun/mark', 's', '이거였다')).toEqual({ do: 'mark', text: '이거였다' });
    expect(remedy('/yeoun/mark', 's', 'x'.repeat(201))).toContain('at most 200');
    const record = { do: 'record', consent: 'none', raw: true };
    expect(intent('/yeoun/record')).toEqual(record);
    expect(intent('/yeoun/record', 'i', 0)).toEqual({ ...record, on: false });
    expect(intent('/yeoun/record', 'isi', 1, 'given', 0)).toEqual({
      do: 'record',
      on: true,
      consent: 'given',
      raw: false,
    });
    expect(remedy('/yeoun/record', 'is', 1, 'withdrawn')).toContain('given');
  });

  it('give intents that satisfy their contract', () => {
    const bare = CONTROLS.filter(
      (c) => (c.trigger || c.address.endsWith('blackout')) && c.args?.every((a) => a.optional),
    );
    expect(bare.length).toBeGreaterThan(5);
    for (const { address } of bare) {
      const asked = intent(address.replace('<number>', '1'));
      if (typeof asked !== 'string') expect(Intent.safeParse(asked).success).toBe(true);
    }
    expect(Intent.safeParse(intent('/yeoun/master', 'f', 0.25)).success).toBe(true);
  });

  it('leave every other address to the sensors', () => {
    for (const address of ['/muse/eeg', '/sensor/a/acc', '/yeou', '/yeounx/cue/go', '/muse/*'])
      expect(verdicts(address)).toBeNull();
  });
});

describe('a trigger', () => {
  it.each([
    '/yeoun/cue/go',
    '/yeoun/cue/1/go',
    '/yeoun/cue/nowhere/go',
    '/yeoun/cue/back',
    '/yeoun/panic',
    '/yeoun/freeze',
  ])('%s does nothing when its button is let go', (address) => {
    expect(intent(address, 'i', 0)).toBe('nothing');
    expect(intent(address, 'f', 0)).toBe('nothing');
    expect(intent(address, 'f', -0)).toBe('nothing');
    expect(intent(address, 'd', 0)).toBe('nothing');
    expect(intent(address, 'h', 0n)).toBe('nothing');
    expect(intent(address, 'F', false)).toBe('nothing');
  });
});

describe('wrong arguments are refused, never clamped', () => {
  const cases: readonly Parameters<typeof message>[] = [
    ['/yeoun/cue/go', 's', 'now'],
    ['/yeoun/cue/go', 'N', null],
    ['/yeoun/cue/go', 'ii', 1, 1],
    ['/yeoun/cue/go', 'f', Number.NaN],
    ['/yeoun/cue/go', 'f', Number.POSITIVE_INFINITY],
    ['/yeoun/cue/go', '[i]', 1],
    ['/yeoun/panic', 'f', Number.NEGATIVE_INFINITY],
    ['/yeoun/blackout', 'i', 2],
    ['/yeoun/blackout', 'f', 0.5],
    ['/yeoun/blackout', 's', '1'],
    ['/yeoun/master'],
    ['/yeoun/master', 'f', 1.0001],
    ['/yeoun/master', 'f', -0.1],
    ['/yeoun/master', 'f', Number.NaN],
    ['/yeoun/master', 'd', Number.POSITIVE_INFINITY],
    ['/yeoun/master', 'T', true],
    ['/yeoun/master', 's', '0.5'],
    ['/yeoun/master', 'ff', 0.5, -1],
    ['/yeoun/master', 'ff', 0.5, 90_000],
    ['/yeoun/master', 'fff', 0.5, 1, 1],
    ['/yeoun/subscribe'],
    ['/yeoun/subscribe', 'i', 1],
    ['/yeoun/subscribe', 'si', '/yeoun/state/*', 0],
    ['/yeoun/subscribe', 'si', '/yeoun/state/*', 70_000],
    ['/yeoun/subscribe', 'sf', '/yeoun/state/*', 9000],
  ];
  it.each(cases)('%s ,%s %s', (...of) => {
    expect(remedy(...of)).toContain(`${of[0]} takes `);
  });

  it('says what would be right', () => {
    expect(remedy('/yeoun/master', 'f', 2)).toBe(
      '/yeoun/master takes <level>: a number from 0 to 1, then [<seconds>: a number from 0 to 86400].',
    );
    expect(remedy('/yeoun/cue/1.4/go')).toBe(
      'There is no cue 1.4; the nearest is 1.5: /yeoun/cue/1.5/go.',
    );
    expect(remedy('/yeoun/cue/back/go')).toContain('There is no cue back');
    expect(remedy('/yeoun/blakout')).toContain('the nearest is /yeoun/blackout');
    expect(remedy('/yeoun/')).toContain('the nearest is');
    expect(remedy('/yeoun/subscribe', 's', 'cue')).toBe('A pattern begins with /.');
    expect(remedy('/yeoun/subscribe', 's', '/muse/*')).toContain('/yeoun/state/cue');
    expect(remedy('/yeoun/subscribe', 's', '/yeoun/[')).toContain('closes');
  });

  it('never answers what a conductor itself sends', () => {
    for (const address of ['/yeoun/error', '/yeoun/pong', '/yeoun/state/cue'])
      expect(only(address)).toMatchObject({ act: 'refuse', answer: false });
  });
});

describe('address patterns', () => {
  it.each([
    '/yeoun/cue/*/go',
    '/yeoun/*',
    '/yeoun//go',
    '/yeoun/{panic,master}',
    '//panic',
    '/*/cue/go',
    '/yeoun/cue/{1,2}/go',
    '/yeoun/nothing*',
  ])('%s fires nothing', (address) => {
    expect(remedy(address, 'f', 1)).toContain('fires no trigger');
  });

  it('set every value they match', () => {
    expect(verdicts('/yeoun/{master,blackout}', 'f', 1)).toEqual([
      { act: 'ask', intent: { do: 'blackout', on: true } },
      { act: 'ask', intent: { do: 'master', level: 1, seconds: 0 } },
    ]);
    expect(remedy('/yeoun/mast?r', 'f', 2)).toContain('/yeoun/master takes');
    expect(remedy('/yeoun/[')).toContain('closes');
  });

  it('choose what a subscriber hears', () => {
    const verdict = only('/yeoun/subscribe', 'si', '/yeoun/state/{cue,master}', 9001);
    if (verdict.act !== 'subscribe') throw new Error(verdict.act);
    expect(verdict.states.map((s) => s.address)).toEqual([
      '/yeoun/state/cue',
      '/yeoun/state/master',
    ]);
    expect(verdict.port).toBe(9001);
    expect(only('/yeoun/subscribe', 's', '//state/*')).toMatchObject({ port: null });
  });
});
