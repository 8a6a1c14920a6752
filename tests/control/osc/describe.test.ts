import { describe, expect, it } from 'vitest';
import { CONTROLS } from '../../../conductor/control/osc/addresses.ts';
import { describeAddresses } from '../../../conductor/control/osc/describe.ts';
import { STATES } from '../../../conductor/control/osc/states.ts';

describe('the page of the manual', () => {
  const lines = describeAddresses().split('\n');

  it('has every address in both languages', () => {
    for (const { address, does } of [...CONTROLS, ...STATES]) {
      const rows = lines.filter((line) => line.startsWith(`| \`${address}\``));
      expect(rows).toHaveLength(2);
      expect(rows[0]).toContain(does.en);
      expect(rows[1]).toContain(does.ko);
    }
  });

  it('is made of whole tables', () => {
    const cells = (line: string): number => line.replaceAll('\\|', '').split('|').length;
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1];
      if (line.startsWith('|') && before?.startsWith('|')) expect(cells(line)).toBe(cells(before));
    }
  });
});
