/** ALSA appends client and port number, which change with the order of plugging in. */
const ALSA_NUMBERS = / \d+:\d+$/;
const MOST = 48;

/**
 * The part of a port's name that stays the same from day to day: `Piano:Piano MIDI 1 20:0` is `Piano MIDI 1`.
 * CoreMIDI and WinMM names are left as they are.
 */
export const stableName = (port: string): string => {
  if (!ALSA_NUMBERS.test(port)) return port.trim() || 'MIDI';
  const bare = port.replace(ALSA_NUMBERS, '');
  const colon = bare.indexOf(':');
  const client = bare.slice(0, Math.max(0, colon));
  const own = bare.slice(colon + 1);
  return (own.startsWith(client) ? own : `${client} ${own}`).trim() || 'MIDI';
};

/** An id for a name: what an id may not hold becomes a hyphen. */
export const idOf = (name: string): string =>
  name
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, MOST) || 'keyboard';

/** ALSA's own loop, there on every Linux: nobody plays it, unless it is asked for by name. */
export const isLoop = (port: string): boolean => port.startsWith('Midi Through');
