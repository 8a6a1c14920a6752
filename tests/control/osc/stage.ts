import { affectState, NEUTRAL } from '#contracts/affect';
import type { DeskStatus } from '#contracts/desk';
import { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import { oscDecoder } from '../../../conductor/control/osc/decode.ts';
import type { House } from '../../../conductor/control/osc/house.ts';
import type { OscMessage } from '../../../conductor/control/osc/message.ts';
import type { Peer } from '../../../conductor/control/osc/peer.ts';

/** A state of the stage with what a test cares about. */
export const stageOf = (parts: Partial<StageState> = {}): StageState => ({
  seq: 1,
  atMs: 0,
  cue: '1',
  standby: '2',
  scene: 'tide',
  layers: [],
  palette: {
    deep: [0, 0, 0],
    shade: [0, 0, 0],
    paper: [0, 0, 0],
    light: [0, 0, 0],
    accent: [0, 0, 0],
  },
  master: 1,
  grandMaster: 1,
  blackout: 0,
  panic: 0,
  frozen: false,
  intendedBlack: false,
  cut: false,
  affect: affectState({ ...NEUTRAL, confidence: 0.5, source: 'live', atMs: 0 }),
  beats: 0,
  breath: 0.5,
  ...parts,
});

export interface HeardPeer extends Peer {
  /** What it was sent since this was last asked. */
  heard(): OscMessage[];
  open: boolean;
  /** True: takes nothing, as a reader that does not read. */
  slow: boolean;
}

/** A peer that keeps what it is sent. */
export const heardPeer = (key = 'udp 10.0.0.9:5000'): HeardPeer => {
  const decode = oscDecoder();
  let kept: OscMessage[] = [];
  const peer: HeardPeer = {
    from: key.slice(4),
    key,
    transport: 'udp',
    local: true,
    open: true,
    slow: false,
    send(packet) {
      if (peer.slow) return false;
      const read = decode(packet);
      if (read.kind === 'message') kept.push(read);
      return true;
    },
    at: () => null,
    heard() {
      const all = kept;
      kept = [];
      return all;
    },
  };
  return peer;
};

/** A desk with what a test cares about. */
export const deskOf = (parts: Partial<DeskStatus> = {}): DeskStatus => ({
  evening: 'show',
  paused: false,
  frozen: false,
  locked: false,
  rehearsing: false,
  fire: false,
  running: null,
  coming: [],
  watching: null,
  group: null,
  sounds: [],
  soundLevel: 1,
  tempo: null,
  last: null,
  ...parts,
});

/** A show of these cues. */
export const showOf = (numbers: readonly string[]): Show =>
  Show.parse({
    format: 2,
    id: 'test',
    title: { en: 'Test', ko: '시험' },
    scenes: { tide: { scene: 'tide' } },
    cues: numbers.map((number) => ({
      number,
      title: { en: `Cue ${number}`, ko: `큐 ${number}` },
      scene: 'tide',
    })),
  });

/** A house of these cues, with a stage and a desk. */
export const houseOf = (
  cues: readonly string[] = ['1', '2', '2.5'],
  parts: Partial<House> = {},
): House => ({
  stage: () => stageOf(),
  desk: () => deskOf(),
  show: () => showOf(cues),
  health: () => null,
  cues: () => cues,
  trusts: () => false,
  fireOpen: () => true,
  ...parts,
});
