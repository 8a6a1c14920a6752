import { describe, expect, it } from 'vitest';
import type { CueOsc } from '#contracts/cue';
import { OSC_PROFILES } from '#contracts/device';
import { encodeMessage } from '../../../conductor/control/osc/encode.ts';
import type { OscMessage } from '../../../conductor/control/osc/message.ts';
import { PROFILES } from '../../../conductor/control/profiles/index.ts';

const osc = (address: string, ...args: CueOsc['args']): CueOsc => ({ to: 'peer', address, args });
const message = (address: string, types = '', ...args: OscMessage['args']): OscMessage => ({
  kind: 'message',
  address,
  types,
  args,
  pattern: false,
});
const dressed = (name: keyof typeof PROFILES, ...of: Parameters<typeof osc>): unknown => {
  const one = PROFILES[name].dress(osc(...of));
  if (one.kind === 'problem') return one.why.en;
  const [first, ...more] = one.messages;
  expect(more).toEqual([]);
  return first && [first.address, first.types, ...first.args];
};
const UDP = { transport: 'udp', replyPort: 4321, passcode: null } as const;
const TCP = { transport: 'tcp', replyPort: null, passcode: '9876' } as const;

describe.each(OSC_PROFILES)('the profile %s', (name) => {
  const profile = PROFILES[name];
  it('says hello in messages that can be sent, over UDP and TCP', () => {
    for (const link of [UDP, TCP]) for (const one of profile.hello(link)) encodeMessage(one);
    if (profile.keep) encodeMessage(profile.keep.message);
  });
  it('understands no message that is not its peer’s', () => {
    for (const one of [message('/x'), message('/yeoun/pong'), message('/', 'b', Buffer.of(1))])
      expect(profile.understand(one)).toBeNull();
  });
});

describe('plain', () => {
  it('sends what is written, with the types that were meant', () => {
    expect(dressed('plain', '/a/b', 1, 0.5, '1.0', 'two words', true, false, 2 ** 40)).toEqual([
      '/a/b',
      'iffsTFf',
      1,
      0.5,
      1,
      'two words',
      true,
      false,
      2 ** 40,
    ]);
  });
});

describe('qlab', () => {
  it('sends to cues and to the workspace', () => {
    expect(dressed('qlab', '/cue/5/start')).toEqual(['/cue/5/start', '']);
    expect(dressed('qlab', '/cue/2.5/stop')).toEqual(['/cue/2.5/stop', '']);
    expect(dressed('qlab', '/cue/A-1/sliderLevel/0', -12)).toEqual([
      '/cue/A-1/sliderLevel/0',
      'i',
      -12,
    ]);
    expect(dressed('qlab', '/go')).toEqual(['/go', '']);
    expect(dressed('qlab', '/panic')).toEqual(['/panic', '']);
    expect(dressed('qlab', '/updates', 1)).toEqual(['/updates', 'i', 1]);
    expect(dressed('qlab', '/workspace/ABC-1/go')).toEqual(['/workspace/ABC-1/go', '']);
    expect(dressed('qlab', '/workspace/ABC-1/cue/5/start')).toEqual([
      '/workspace/ABC-1/cue/5/start',
      '',
    ]);
  });

  it('says what QLab has where an address is none of its', () => {
    for (const wrong of ['/goo', '/cue/5', '/yeoun/cue/go', '/cue//start'])
      expect(dressed('qlab', wrong)).toContain('QLab has no');
  });

  it('gives the passcode first, and asks to be answered', () => {
    const said = (link: typeof UDP | typeof TCP) =>
      PROFILES.qlab.hello(link).map(({ address, types, args }) => [address, types, ...args]);
    expect(said(TCP)).toEqual([
      ['/connect', 's', '9876'],
      ['/alwaysReply', 'i', 1],
    ]);
    expect(said(UDP)).toEqual([
      ['/udpReplyPort', 'i', 4321],
      ['/connect', ''],
      ['/alwaysReply', 'i', 1],
    ]);
  });

  it('understands replies', () => {
    const heard = (address: string, json: unknown) =>
      PROFILES.qlab.understand(message(`/reply${address}`, 's', JSON.stringify(json)));
    const go = { workspace_id: 'X', address: '/go', status: 'ok' };
    expect(heard('/go', go)).toMatchObject({ ok: true, text: { en: 'QLab did /go.' } });
    expect(heard('/cue/9/start', { address: '/cue/9/start', status: 'error' })).toMatchObject({
      ok: false,
      text: { en: expect.stringContaining('QLab refused /cue/9/start (error)') },
    });
    expect(heard('/go', { address: '/go', status: 'denied' })?.ok).toBe(false);
    expect(heard('/connect', { address: '/connect', status: 'ok', data: 'badpass' })).toMatchObject(
      {
        ok: false,
        text: { ko: expect.stringContaining('암호') },
      },
    );
    expect(heard('/thump', { status: 'ok', data: 'thump' })).toBeNull();
    const broken = message('/reply/go', 's', 'not json');
    expect(PROFILES.qlab.understand(broken)).toMatchObject({ ok: true });
  });

  it('understands updates of the playhead and a workspace that closes', () => {
    const { understand } = PROFILES.qlab;
    const at = '/update/workspace/X/cueList/Y/playbackPosition';
    expect(understand(message(at, 's', 'CUE-ID'))?.text.en).toContain('CUE-ID');
    expect(understand(message(at))?.text.en).toContain('none');
    expect(understand(message('/update/workspace/X/disconnect'))?.ok).toBe(false);
    expect(understand(message('/update/workspace/X'))).toBeNull();
  });
});

describe('companion', () => {
  it('presses buttons and sets variables', () => {
    expect(dressed('companion', '/1/0/3')).toEqual(['/location/1/0/3/press', '']);
    expect(dressed('companion', '/location/2/1/7/down')).toEqual(['/location/2/1/7/down', '']);
    expect(dressed('companion', '/location/1/-1/0/rotate-left')).toEqual([
      '/location/1/-1/0/rotate-left',
      '',
    ]);
    expect(dressed('companion', '/location/1/0/5/style/bgcolor', 255, 0, 0)).toEqual([
      '/location/1/0/5/style/bgcolor',
      'iii',
      255,
      0,
      0,
    ]);
    expect(dressed('companion', '/custom-variable/cue/value', 'intro')).toEqual([
      '/custom-variable/cue/value',
      's',
      'intro',
    ]);
    expect(dressed('companion', '/surfaces/rescan')).toEqual(['/surfaces/rescan', '']);
  });

  it('says what Companion has where an address is none of its', () => {
    for (const wrong of ['/press', '/0/0/1', '/location/1/0/3/prss', '/location/1/0', '/cue/1/go'])
      expect(dressed('companion', wrong)).toContain('Companion has no');
  });
});

describe('grandma3', () => {
  it('runs command lines as one text', () => {
    const right = ['/gma3/cmd', 's', 'Go+ Sequence 1'];
    expect(dressed('grandma3', '/cmd', 'Go+ Sequence 1')).toEqual(right);
    expect(dressed('grandma3', '/gma3/cmd', 'Go+', 'Sequence', 1)).toEqual(right);
    expect(dressed('grandma3', '/cmd', 'Goto Cue', '1.5')).toEqual([
      '/gma3/cmd',
      's',
      'Goto Cue 1.5',
    ]);
    expect(dressed('grandma3', '/cmd')).toContain('command is missing');
  });

  it('moves executors', () => {
    expect(dressed('grandma3', '/Page1/Fader201', 100)).toEqual(['/gma3/Page1/Fader201', 'i', 100]);
    expect(dressed('grandma3', '/gma3/Page1/Key101', 1)).toEqual(['/gma3/Page1/Key101', 'i', 1]);
    expect(dressed('grandma3', '/Fader201', 5)).toEqual(['/gma3/Fader201', 'i', 5]);
    expect(dressed('grandma3', '/go')).toContain('grandMA3 has no');
  });

  it('understands what its playback is told as, in old and new versions', () => {
    const { understand } = PROFILES.grandma3;
    expect(understand(message('/gma3/13.13.1.6.2', 'si', 'Go+', 1))?.text.en).toBe(
      'grandMA3, data pool 1, sequence 2: Go+ 1',
    );
    expect(understand(message('/14.14.1.6.7', 'sif', 'FaderMaster', 3, 63.5))?.text.en).toContain(
      'sequence 7: FaderMaster 3 63.5',
    );
  });
});
