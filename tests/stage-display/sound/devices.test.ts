import { describe, expect, it } from 'vitest';
import { OutputPatch, PLAIN_OUTPUT } from '#contracts/output';
import type { DisplayStatus } from '#contracts/status';
import { deviceChoices, settingOf, withSound } from '../../../stage-display/console/rig/sound.ts';
import { audioDevices, audioOf } from '../../../stage-display/sound/devices.ts';

const found = (label: string, deviceId = label, kind: MediaDeviceKind = 'audiooutput') => ({
  kind,
  deviceId,
  label,
});
const device = (label: string) => ({ ...found(label), groupId: '', toJSON: () => ({}) });
const media = { enumerateDevices: async () => [], getUserMedia: async () => ({}) as MediaStream };

describe('what a display says of its audio devices', () => {
  it('names each output once, without the doubles of Chromium', () => {
    const list = [
      found('Default - Hall', 'default'),
      found('Hall', 'a1'),
      found('Hall', 'a2'),
      found('Monitor', 'a3'),
      found('Desk', 'm1', 'audioinput'),
    ];
    const said = audioOf({ canChoose: true, media }, list);
    expect(said).toEqual({ choice: 'yes', devices: ['Hall', 'Monitor'] });
  });

  it('says why there is nothing to choose', () => {
    expect(audioOf({ canChoose: false, media }, [found('Hall')]).choice).toBe('unable');
    expect(audioOf({ canChoose: true, media: undefined }, []).choice).toBe('insecure');
    expect(audioOf({ canChoose: true, media }, [found('', '')]).choice).toBe('hidden');
    expect(audioOf({ canChoose: true, media }, [found('', '', 'audioinput')]).choice).toBe(
      'hidden',
    );
    expect(audioOf({ canChoose: true, media }, [])).toEqual({ choice: 'yes', devices: [] });
  });

  it('asks for the names, keeps no microphone open, and stays as it was where that is refused', async () => {
    let may = false;
    let open = 0;
    const browser = {
      canChoose: true,
      media: {
        enumerateDevices: async () => [device(may ? 'Hall' : '')],
        getUserMedia: async () => {
          if (!may) throw new Error('NotAllowedError');
          open++;
          return { getTracks: () => [{ stop: () => open-- }] } as unknown as MediaStream;
        },
      },
    };
    const devices = audioDevices(browser);
    await devices.look();
    expect(await devices.ask()).toBe(false);
    expect(devices.audio.choice).toBe('hidden');
    may = true;
    expect(await devices.ask()).toBe(true);
    expect(devices.audio.devices).toEqual(['Hall']);
    expect(open).toBe(0);
  });
});

describe('the sound of an output', () => {
  it('is set and taken back beside the picture, as the patch reads it', () => {
    const mapped = { ...PLAIN_OUTPUT, pattern: 'grid' as const, soundDevice: 'Hall' };
    expect(settingOf(undefined)).toBe('auto');
    expect(settingOf(mapped)).toBe('auto');
    const on = withSound(mapped, 'on', 'Monitor');
    expect(OutputPatch.parse(on)).toEqual({ ...mapped, sound: true, soundDevice: 'Monitor' });
    expect(settingOf(on)).toBe('on');
    expect(settingOf(withSound(on, 'off', ''))).toBe('off');
    expect(withSound(on, 'auto', '')).toEqual({ ...PLAIN_OUTPUT, pattern: 'grid' });
    expect(withSound(undefined, 'off', '')).toEqual({ ...PLAIN_OUTPUT, sound: false });
  });

  it('offers the devices that the display names, and the one that is set though it is away', () => {
    const display: DisplayStatus = {
      id: 'left',
      state: 'live',
      frames: 1,
      rung: 'local',
      fps: 60,
      audio: { choice: 'yes', devices: ['Hall'] },
    };
    expect(deviceChoices(undefined, undefined)).toEqual([]);
    expect(deviceChoices({ ...PLAIN_OUTPUT, soundDevice: 'Hall' }, display)).toEqual(['Hall']);
    expect(deviceChoices({ ...PLAIN_OUTPUT, soundDevice: 'Booth' }, display)).toEqual([
      'Hall',
      'Booth',
    ]);
  });
});
