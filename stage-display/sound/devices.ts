import type { DisplayAudio } from '#contracts/status';

/** The part of the browser that names audio devices. */
export interface DeviceBrowser {
  /** Whether sound can be sent to a device at all. */
  readonly canChoose: boolean;
  /** Absent over plain HTTP. */
  readonly media: Pick<MediaDevices, 'enumerateDevices' | 'getUserMedia'> | undefined;
}

/** The devices that this display's browser names, kept up to date. */
export interface AudioDevices {
  readonly audio: DisplayAudio;
  /** Looks again. */
  look(): Promise<void>;
  /** Asks the person at the display for the names; true: the browser tells them now. */
  ask(): Promise<boolean>;
}

const MOST = 64;
const LONGEST = 300;
/** Names of Chromium for what is another device already. */
const DOUBLES = new Set(['default', 'communications']);

/** What a display says of its devices. Pure. */
export const audioOf = (
  browser: DeviceBrowser,
  found: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
): DisplayAudio => {
  if (!browser.canChoose) return { choice: 'unable', devices: [] };
  if (!browser.media) return { choice: 'insecure', devices: [] };
  const outputs = found.filter(
    ({ kind, deviceId }) => kind === 'audiooutput' && !DOUBLES.has(deviceId),
  );
  const named = outputs.map(({ label }) => label.slice(0, LONGEST)).filter((label) => label !== '');
  const isHidden =
    outputs.length > named.length ||
    (found.length > 0 && outputs.length === 0 && found.every(({ label }) => label === ''));
  return { choice: isHidden ? 'hidden' : 'yes', devices: [...new Set(named)].slice(0, MOST) };
};

export const audioDevices = (browser: DeviceBrowser): AudioDevices => {
  let audio = audioOf(browser, []);
  const look = async (): Promise<void> => {
    const found = (await browser.media?.enumerateDevices().catch(() => [])) ?? [];
    audio = audioOf(browser, found);
  };
  return {
    get audio() {
      return audio;
    },
    look,
    async ask() {
      try {
        // Browsers name devices to who may use a microphone; nothing of it is heard.
        const stream = await browser.media?.getUserMedia({ audio: true });
        for (const track of stream?.getTracks() ?? []) track.stop();
      } catch {
        // Refused, or no microphone: the names stay hidden, and the console says so.
      }
      await look();
      return audio.choice === 'yes';
    },
  };
};
