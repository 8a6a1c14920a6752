import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { osc } from '../../../conductor/commands/osc.ts';
import { describeAddresses } from '../../../conductor/control/osc/describe.ts';
import { touchOscFile } from '../../../conductor/control/profiles/touchosc/layout.ts';

let folder: string;
let out = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yeoun-osc-'));
  out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('yeoun osc', () => {
  it('prints the page on OSC', () => {
    expect(osc({ receivePort: '9001' })).toBe(0);
    expect(out).toBe(describeAddresses());
  });

  it('writes a TouchOSC layout and says where', () => {
    const file = join(folder, 'desk.tosc');
    expect(osc({ touchosc: file, receivePort: '9100' })).toBe(0);
    expect(readFileSync(file).equals(touchOscFile(9100))).toBe(true);
    expect(out).toBe(`${file}\n`);
  });

  it('refuses a port that is none, and a folder that is not there', () => {
    const code = (of: Parameters<typeof osc>[0]): unknown => {
      try {
        return osc(of);
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    };
    expect(code({ touchosc: join(folder, 'x'), receivePort: '0' })).toBe('config/value');
    expect(code({ touchosc: join(folder, 'no', 'x'), receivePort: '9001' })).toBe('osc/write');
  });
});
