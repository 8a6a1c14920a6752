import { describe, expect, it, vi } from 'vitest';
import { hasData } from '../../support/data.ts';
import { eegFaults, withFault } from '../../support/signal-faults.ts';
import { judge, MUSE, MUSE_HZ, museRecordings } from './rig.ts';

// Minutes of signal are computed here; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const FROM_S = 12;

describe.runIf(hasData(MUSE))('EEG of a Muse (needs YEOUN_DATA)', () => {
  it('raises no contact alarm at any moment of 18 recordings, blinks and jaws included', () => {
    for (const { name, values } of museRecordings()) {
      const alarms = judge('eeg', values, MUSE_HZ).filter((j) => j.flags.includes('no-contact'));
      expect([name, alarms]).toEqual([name, []]);
    }
  });

  it('calls an electrode that hums all the time noisy, by its name', () => {
    const recording = museRecordings().find((r) => r.name === 'subjectb-concentrating-1')!;
    const last = judge('eeg', recording.values, MUSE_HZ).at(-1)!;
    expect(last.flags).toEqual(['noisy']);
    expect(last.remarks[0]).toContain('AF8');
    expect(last.score).toBeGreaterThan(0.8);
  });

  const faults = eegFaults(MUSE_HZ);
  it.each(Object.keys(faults))('finds an electrode that is %s within 2 s, by name', (kind) => {
    const recording = museRecordings().find((r) => r.name === 'subjecta-neutral-1')!;
    const cut = recording.values.subarray(0, 4 * MUSE_HZ * 30);
    for (const hit of [[0], [1], [2], [3], [0, 1, 2, 3]]) {
      const broken = withFault(cut, 4, hit, FROM_S * MUSE_HZ, () => eegFaults(MUSE_HZ)[kind]!);
      const judged = judge('eeg', broken, MUSE_HZ);
      const found = judged.find((j) => j.flags.includes('no-contact'));
      expect(found?.atS, `${kind} on ${hit}`).toBeGreaterThan(FROM_S);
      expect(found?.atS, `${kind} on ${hit}`).toBeLessThan(FROM_S + 2);
      const names = ['TP9', 'AF7', 'AF8', 'TP10'].filter((_, c) => hit.includes(c));
      expect(found?.remarks.join()).toContain(names.join(', '));
      expect(judged.at(-1)!.flags).toContain('no-contact');
      expect(judged.at(-1)!.score).toBeLessThan(hit.length === 4 ? 0.3 : 0.95);
    }
  });

  it('forgives an electrode that lies well again', () => {
    const { values } = museRecordings().find((r) => r.name === 'subjecta-neutral-1')!;
    const cut = values.subarray(0, 4 * MUSE_HZ * 40);
    const broken = withFault(cut, 4, [1], FROM_S * MUSE_HZ, () => () => 1000);
    broken.set(cut.subarray(4 * MUSE_HZ * 20), 4 * MUSE_HZ * 20);
    expect(judge('eeg', broken, MUSE_HZ).at(-1)).toMatchObject({ flags: [], score: 1 });
  });

  it('names one flat electrode of four', () => {
    const { values } = museRecordings().find((r) => r.name === 'subjecta-neutral-1')!;
    const flat = withFault(values.subarray(0, 4 * MUSE_HZ * 20), 4, [3], 0, () => () => 7);
    const last = judge('eeg', flat, MUSE_HZ).at(-1)!;
    expect(last.flags).toContain('flat');
    expect(last.remarks.some((r) => r.includes('TP10'))).toBe(true);
  });

  it.each([
    ['volts', 1e-6, 1e6],
    ['millivolts', 1e-3, 1e3],
  ])('knows an EEG in %s and the gain that mends it', (unit, scale, gain) => {
    const { values } = museRecordings().find((r) => r.name === 'subjecta-relaxed-1')!;
    const scaled = values.subarray(0, 4 * MUSE_HZ * 20).map((x) => x * scale);
    const last = judge('eeg', scaled, MUSE_HZ).at(-1)!;
    expect(last.flags).toContain('wrong-unit');
    expect(last.flags).not.toContain('no-contact');
    expect(last.remarks[0]).toContain(unit);
    expect(last.gains).toEqual([gain]);
  });
});
