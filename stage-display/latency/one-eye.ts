import { type Trouble, troubleOf } from '../camera/trouble.ts';
import type { Stop } from '../shared-ui/frame.ts';
import { type Eye, EyeTrouble, watch } from './eye.ts';
import type { Glance } from './rise.ts';
import type { LatencyWord } from './words.ts';

export interface EyeEvents {
  see(glance: Glance): void;
  /** Nothing looks now; with a word where that was nobody's wish. */
  blind(why: LatencyWord | null): void;
}

/** One eye at a time: the newest asked for looks, and one that opens too late is closed at once. */
export interface OneEye {
  /** Closes the eye before and opens this one; resolves when it looks, or when it is known why not. */
  open(make: () => Promise<Eye>): Promise<void>;
  readonly close: Stop;
}

const WORDS: Partial<Record<Trouble, LatencyWord>> = {
  denied: 'denied',
  noCamera: 'noCamera',
  unplugged: 'noCamera',
  busy: 'busy',
};

const wordOf = (error: unknown): LatencyWord =>
  error instanceof EyeTrouble ? error.word : (WORDS[troubleOf(error)] ?? 'refused');

export const oneEye = (video: HTMLVideoElement, on: EyeEvents): OneEye => {
  let turn = 0;
  let stop: Stop = () => {};

  const close = (): void => {
    turn++;
    stop();
    stop = () => {};
  };
  const look = (eye: Eye, mine: number): void => {
    try {
      stop = watch(eye, video, on.see);
    } catch (error) {
      eye.close();
      throw error;
    }
    const gone = (): void => {
      if (mine !== turn) return;
      close();
      on.blind('gone');
    };
    for (const track of eye.stream.getTracks()) track.addEventListener('ended', gone);
  };

  return {
    close,
    async open(make) {
      close();
      on.blind(null);
      const mine = turn;
      try {
        const eye = await make();
        if (mine === turn) look(eye, mine);
        else eye.close();
      } catch (error) {
        if (mine === turn) on.blind(wordOf(error));
      }
    },
  };
};
