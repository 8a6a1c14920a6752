import { messages, type OscProfile, plainMessage } from './profile.ts';

/** OSC as the cue writes it. */
export const plain: OscProfile = {
  hello: () => [],
  keep: null,
  dress: ({ address, args }) => messages(plainMessage(address, args)),
  understand: () => null,
};
