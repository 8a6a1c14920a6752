import type { AffectState } from '#contracts/affect';
import type { Show } from '#contracts/show';
import type { StageLayer, StageState } from '#contracts/stage';
import { sceneAsked } from './aims.ts';
import { cueNumber } from './cues.ts';
import { levelAt, valuesAt } from './fades.ts';
import { feltLook } from './mappings.ts';
import { paletteOf } from './picture.ts';
import { type DirectorState, showTime } from './state.ts';

/** Under this level the stage is as good as black, and only a person brings it there. */
const BLACK_BELOW = 0.05;

const unit = (x: number): number => Math.min(1, Math.max(0, x));

/** What the cues show of each entry that is seen. */
const stillOf = (state: DirectorState, atMs: number): StageLayer[] => {
  const weights = valuesAt(state.picture.weights, atMs);
  const layers: StageLayer[] = [];
  for (const [entry, look] of Object.entries(state.picture.looks)) {
    const weight = weights[entry] ?? 0;
    if (weight > 0) layers.push({ entry, weight, look: valuesAt(look, atMs) });
  }
  return layers;
};

/** The same with everything felt on top. */
const layersOf = (state: DirectorState, still: readonly StageLayer[]): StageLayer[] =>
  still.map(({ entry, weight, look }) => ({
    entry,
    weight,
    look: feltLook(look, state.felt[entry], state.plans[entry]),
  }));

/**
 * True from the moment a black cue, blackout, PANIC or a master towards 0 asks for darkness until the
 * light has come back.
 */
const blackIsMeant = (state: DirectorState, level: number): boolean => {
  const { master, blackout, panic } = state.overlays;
  const asked =
    (state.picture.cap.to.level ?? 1) <= 0 ||
    (master.to.level ?? 1) <= 0 ||
    state.overlays.blackoutOn ||
    state.overlays.panicOn;
  return (
    asked ||
    level < BLACK_BELOW ||
    levelAt(blackout, state.atMs) > 0 ||
    levelAt(panic, state.atMs) > 0
  );
};

/** What the stage shows at the time of the state. */
export const stageOf = (show: Show, state: DirectorState, affect: AffectState): StageState => {
  const { atMs, overlays, picture } = state;
  const showMs = showTime(state, atMs);
  const still = stillOf(state, showMs);
  const level = unit(levelAt(overlays.master, atMs) * levelAt(picture.cap, showMs));
  return {
    seq: state.seq,
    atMs,
    cue: cueNumber(show, state.cue),
    standby: cueNumber(show, state.standby),
    scene: sceneAsked(show, state),
    layers: layersOf(state, still),
    still,
    palette: paletteOf(valuesAt(picture.palette, showMs)),
    master: level,
    grandMaster: unit(levelAt(overlays.master, atMs)),
    blackout: unit(levelAt(overlays.blackout, atMs)),
    panic: unit(levelAt(overlays.panic, atMs)),
    frozen: state.frozenAtMs !== null,
    intendedBlack: blackIsMeant(state, level),
    cut: state.cut,
    affect,
    beats: state.pulse.beats,
    breath: state.pulse.breath,
  };
};
