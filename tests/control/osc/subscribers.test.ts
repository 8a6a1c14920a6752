import { describe, expect, it } from 'vitest';
import type { DeskStatus } from '#contracts/desk';
import type { StageState } from '#contracts/stage';
import { STATES } from '../../../conductor/control/osc/states.ts';
import {
  MAX_SUBSCRIBERS,
  SUBSCRIPTION_MS,
  subscribers,
} from '../../../conductor/control/osc/subscribers.ts';
import { deskOf, heardPeer, stageOf } from './stage.ts';

const only = (...names: string[]) =>
  STATES.filter(({ address }) => names.includes(address.replace('/yeoun/state/', '')));
const setup = () => {
  let stage: StageState | null = stageOf();
  const now = () => stage && { stage, desk: deskOf() };
  const told = subscribers(now);
  const show = (parts: Partial<StageState>, nowMs: number): void => {
    stage = stageOf(parts);
    told.tell(now(), nowMs);
  };
  return { told, show, peer: heardPeer() };
};

describe('subscribers', () => {
  it('hear every present value at once', () => {
    const { told, peer } = setup();
    told.subscribe(peer, STATES, 0);
    expect(peer.heard().map((m) => [m.address.slice(13), m.types, m.args[0]])).toEqual([
      ['cue', 's', '1'],
      ['standby', 's', '2'],
      ['scene', 's', 'tide'],
      ['left', 'f', -1],
      ['next', 's', ''],
      ['next-in', 'f', -1],
      ['watching', 's', ''],
      ['fires-in', 'f', -1],
      ['evening', 's', 'show'],
      ['paused', 'i', 0],
      ['frozen', 'i', 0],
      ['blackout', 'i', 0],
      ['panic', 'i', 0],
      ['locked', 'i', 0],
      ['rehearsing', 'i', 0],
      ['fire', 'i', 0],
      ['tempo', 'f', 0],
      ['sound', 'f', 1],
      ['master', 'f', 1],
      ['positive', 'f', 0.25],
      ['negative', 'f', 0.25],
      ['arousal', 'f', Math.fround(0.3)],
      ['valence', 'f', 0],
      ['confidence', 'f', 0.5],
    ]);
  });

  it('hear nothing again while nothing changes', () => {
    const { told, show, peer } = setup();
    told.subscribe(peer, STATES, 0);
    peer.heard();
    show({}, 100);
    show({ beats: 4 }, 200);
    expect(peer.heard()).toEqual([]);
  });

  it('hear of a cue at once, and of a level at most 30 times a second', () => {
    const { told, show, peer } = setup();
    told.subscribe(peer, only('cue', 'master'), 0);
    peer.heard();
    for (let i = 1; i <= 1000; i++) show({ cue: `q${i}`, grandMaster: i / 1001 }, i);
    const heard = peer.heard();
    const levels = heard.filter((m) => m.address.endsWith('master'));
    expect(heard.filter((m) => m.address.endsWith('cue'))).toHaveLength(1000);
    expect(levels.length).toBeLessThanOrEqual(30);
    expect(levels.length).toBeGreaterThanOrEqual(28);
  });

  it('hear the last value after a run of changes', () => {
    const { told, show, peer } = setup();
    told.subscribe(peer, only('master'), 0);
    for (let i = 1; i <= 10; i++) show({ grandMaster: i / 20 }, i);
    show({ grandMaster: 0.5 }, 60);
    expect(peer.heard().at(-1)?.args).toEqual([0.5]);
  });

  it('hear an empty string where there is no cue', () => {
    const { told, show, peer } = setup();
    told.subscribe(peer, only('cue'), 0);
    peer.heard();
    show({ cue: null }, 1);
    expect(peer.heard()[0]?.args).toEqual(['']);
  });

  it('end after 60 s unless they renew', () => {
    const { told, show, peer } = setup();
    told.subscribe(peer, only('cue'), 0);
    told.subscribe(peer, only('cue'), 50_000);
    peer.heard();
    show({ cue: '2' }, SUBSCRIPTION_MS + 1);
    expect(peer.heard()).toHaveLength(1);
    show({ cue: '3' }, 50_000 + SUBSCRIPTION_MS);
    expect(peer.heard()).toEqual([]);
    told.prune(50_000 + SUBSCRIPTION_MS);
    expect(told.size).toBe(0);
  });

  it('keep an end of their own for each address', () => {
    const { told, show, peer } = setup();
    told.subscribe(peer, only('cue'), 0);
    told.subscribe(peer, only('scene'), 30_000);
    peer.heard();
    show({ cue: '9', scene: 'paper' }, SUBSCRIPTION_MS);
    expect(peer.heard().map((m) => m.address)).toEqual(['/yeoun/state/scene']);
  });

  it('renewing is no way to be flooded', () => {
    const { told, peer } = setup();
    for (let i = 0; i < 1000; i++) told.subscribe(peer, only('master'), i);
    expect(peer.heard().length).toBeLessThanOrEqual(31);
    expect(told.size).toBe(1);
  });

  it('are 64 at most; places come free again', () => {
    const { told } = setup();
    for (let i = 0; i < MAX_SUBSCRIBERS; i++)
      expect(told.subscribe(heardPeer(`udp 10.0.0.1:${i}`), only('cue'), 0)).toBe(true);
    const late = heardPeer('udp 10.0.0.2:1');
    expect(told.subscribe(late, only('cue'), 1)).toBe(false);
    expect(told.subscribe(heardPeer('udp 10.0.0.1:0'), only('cue'), 1)).toBe(true);
    expect(told.subscribe(late, only('cue'), SUBSCRIPTION_MS)).toBe(true);
  });

  it('are let go when their connection has ended', () => {
    const { told, peer } = setup();
    told.subscribe(peer, only('cue'), 0);
    peer.open = false;
    told.prune(1);
    expect(told.size).toBe(0);
  });

  it('that are slow get the newest value once they read again', () => {
    const { told, show, peer } = setup();
    told.subscribe(peer, only('cue'), 0);
    peer.heard();
    peer.slow = true;
    for (let i = 2; i < 50; i++) show({ cue: String(i) }, i);
    peer.slow = false;
    show({ cue: '50' }, 51);
    expect(peer.heard().map((m) => m.args[0])).toEqual(['50']);
  });

  it('hear nothing before there is a stage', () => {
    const told = subscribers(() => null);
    const peer = heardPeer();
    told.subscribe(peer, STATES, 0);
    told.tell(null, 5);
    expect(peer.heard()).toEqual([]);
    told.tell({ stage: stageOf(), desk: null }, 10);
    expect(peer.heard()).toHaveLength(STATES.length);
  });

  it('hear of the desk at once: what is left, what is watched, the evening', () => {
    const { told, peer } = setup();
    const hear = (desk: Partial<DeskStatus>, nowMs: number): [string, unknown][] => {
      told.tell({ stage: stageOf(), desk: deskOf(desk) }, nowMs);
      return peer.heard().map((m) => [m.address.slice(13), m.args[0]]);
    };
    told.subscribe(peer, STATES, 0);
    peer.heard();
    const running = { number: '1', sinceS: 0, leftS: 2.04 };
    expect(hear({ running, evening: 'interval', locked: true }, 1)).toEqual([
      ['evening', 'interval'],
      ['locked', 1],
    ]);
    expect(hear({ running, evening: 'interval', locked: true }, 40)).toEqual([
      ['left', Math.fround(2.1)],
    ]);
    const watching = {
      number: '7',
      conditions: [
        { value: 0.8, confidence: 0.9, holds: true },
        { value: null, confidence: 0.1, holds: false },
      ],
      heldS: 0,
      forS: 4,
      armedInS: 0,
      firesInS: null,
      elseInS: null,
      vetoed: false,
    };
    const watched = (parts: object) => hear({ watching: { ...watching, ...parts } }, 2000);
    expect(watched({})).toContainEqual(['watching', '7 1/2']);
    expect(watched({ firesInS: 2.9 })).toContainEqual(['watching', '7 fires']);
    expect(watched({ vetoed: true })).toContainEqual(['watching', '7 vetoed']);
  });

  it('may ignore one address again, and listen for ever', () => {
    const { told, show, peer } = setup();
    told.subscribe(peer, only('cue', 'scene'), 0, Number.POSITIVE_INFINITY);
    told.ignore(peer, '/yeoun/state/scene');
    peer.heard();
    show({ cue: '9', scene: 'paper' }, 10 * SUBSCRIPTION_MS);
    expect(peer.heard().map((m) => m.address)).toEqual(['/yeoun/state/cue']);
  });
});
