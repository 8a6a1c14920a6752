import { z } from 'zod';
import { DEFAULT_BODY, Id } from '#contracts/ids';
import { MOST_DANCERS } from './places.ts';

export const RESOLUTIONS = ['640x360', '640x480', '1280x720', '1920x1080'] as const;

/** What this browser remembers of the page; how the camera sees the stage is kept by the conductor. */
export const Settings = z.object({
  deviceId: z.string().max(512).nullable().catch(null),
  resolution: z.enum(RESOLUTIONS).catch('1280x720'),
  infrared: z.enum(['auto', 'on', 'off']).catch('auto'),
  dancers: z.int().min(1).max(MOST_DANCERS).catch(1),
  bodies: z.array(Id).max(MOST_DANCERS).catch([]),
});
export type Settings = Readonly<z.infer<typeof Settings>>;

const KEY = 'yeoun.camera.settings';

/** Reads what was kept; whatever of it is not sound gets its default. */
export const readSettings = (text: string | null): Settings => {
  let kept: unknown = {};
  try {
    kept = JSON.parse(text ?? '{}');
  } catch {
    // Written by something else: the defaults then.
  }
  return Settings.safeParse(kept).data ?? Settings.parse({});
};

export const keptSettings = (): Settings => {
  try {
    return readSettings(localStorage.getItem(KEY));
  } catch {
    return readSettings(null);
  }
};

export const keepSettings = (settings: Settings): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Private windows may refuse: the choice then holds for this page only.
  }
};

/** The body a slot (1 ..) belongs to: as named, else dancer, dancer-2 ... */
export const bodyOf = (settings: Settings, slot: number): string =>
  settings.bodies[slot - 1] ?? (slot === 1 ? DEFAULT_BODY : `${DEFAULT_BODY}-${slot}`);

/** The settings with the body of one slot named. */
export const withBody = (settings: Settings, slot: number, body: string): Settings => ({
  ...settings,
  bodies: Array.from({ length: Math.max(slot, settings.bodies.length) }, (_, i) =>
    i === slot - 1 ? body : bodyOf(settings, i + 1),
  ),
});

/** Width and height to ask the camera for. */
export const sizeOf = ({ resolution }: Settings): { width: number; height: number } => {
  const [width = 1280, height = 720] = resolution.split('x').map(Number);
  return { width, height };
};
