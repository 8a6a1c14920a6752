import type { Migration } from './index.ts';

/**
 * Format 2 adds what a desk needs: devices, sounds, groups, standing states, cues on feeling and cues without a
 * scene. Whatever stood in format 1 means the same; only the number changes.
 */
export const oneToTwo: Migration = {
  from: 1,
  title: 'devices, sounds, groups, standing states and cues without a scene may stand in it',
  migrate: (show) => ({ ...show }),
};
