import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Device } from '#contracts/device';
import { CueOsc } from '#contracts/show';
import { describeAddresses } from '../../../conductor/control/osc/describe.ts';
import { controlAt } from '../../../conductor/control/osc/dispatch.ts';
import { STATES } from '../../../conductor/control/osc/states.ts';
import { PROFILES } from '../../../conductor/control/profiles/index.ts';

const docs = join(process.cwd(), 'docs');

it('docs/osc.md is what the code says; "yeoun schema" writes it', () => {
  expect(readFileSync(join(docs, 'osc.md'), 'utf8')).toBe(describeAddresses());
});

interface ShowPart {
  readonly devices?: Readonly<Record<string, unknown>>;
  readonly cues?: readonly { readonly osc?: readonly unknown[] }[];
}

/** The peers that are spoken to by OSC; the others have pages of their own kind. */
const OSC_PEERS = ['companion', 'grandma3', 'qlab', 'touchosc'] as const;

describe.each(OSC_PEERS)('docs/peers/%s.md', (name) => {
  const text = readFileSync(join(docs, 'peers', `${name}.md`), 'utf8');
  const known = new Set(STATES.map(({ address }) => address));

  it('names only addresses that there are', () => {
    const named = [...text.matchAll(/\/yeoun\/[A-Za-z0-9.*/-]+[A-Za-z0-9*]/g)].map(([one]) => one);
    expect(named.length).toBeGreaterThan(5);
    for (const one of named)
      expect(one === '/yeoun/state/*' || known.has(one) || controlAt(one) !== undefined, one).toBe(
        true,
      );
  });

  it('has examples that a show takes and the peer knows', () => {
    for (const [, yaml = ''] of text.matchAll(/```yaml\n([\s\S]*?)```/g)) {
      const show = parse(yaml) as ShowPart;
      for (const cue of show.cues ?? [])
        for (const one of cue.osc ?? []) {
          const osc = CueOsc.parse(one);
          const device = Device.parse(show.devices?.[osc.to]);
          if (device.kind !== 'osc') throw new Error(device.kind);
          expect(PROFILES[device.profile].dress(osc).kind, osc.address).toBe('messages');
        }
    }
  });

  it('is in English and in Korean', () => {
    expect(text).toContain('(한국어)');
    const [english = '', korean = ''] = text.split('\n---\n');
    expect(english.length).toBeGreaterThan(500);
    expect(korean.match(/[가-힣]/g)?.length).toBeGreaterThan(200);
  });
});
