import type { OSC_PROFILES } from '#contracts/device';
import { companion } from './companion.ts';
import { grandma3 } from './grandma3.ts';
import { plain } from './plain.ts';
import type { OscProfile } from './profile.ts';
import { qlab } from './qlab.ts';

/** Every peer whose manners we know: one file and one line each. */
export const PROFILES: Readonly<Record<(typeof OSC_PROFILES)[number], OscProfile>> = {
  plain,
  qlab,
  companion,
  grandma3,
};
