import type { SceneId } from '#contracts/scenes';
import type { StageState } from '#contracts/stage';
import type { Overlays } from '../overlays.ts';
import type { Asks } from './keeper.ts';

/** Scenes that ask by themselves: the empty page of Trace is dark and at rest; Measure is a lamp. */
const DARK_SCENES: readonly SceneId[] = ['trace', 'measure'];
const RESTING_SCENES: readonly SceneId[] = ['trace', 'measure'];
const SUDDEN_SCENES: readonly SceneId[] = ['measure'];

/** What the asking is read from. */
export interface Asking {
  /** The state heard for this very picture; null while the conductor is silent. */
  readonly heard: StageState | null;
  /** The state drawn: the last one heard where nothing is. */
  readonly drawn: StageState | null;
  readonly layers: readonly { readonly sceneId: SceneId; readonly weight: number }[];
  readonly overlays: Overlays;
  /** How fast time passes for the matter: below 1 while somebody freezes it. */
  readonly rate: number;
}

const shareOf = (layers: Asking['layers'], scenes: readonly SceneId[]): number =>
  layers.reduce((sum, l) => sum + (scenes.includes(l.sceneId) ? l.weight : 0), 0);

const MOST = 0.5;
/** A dark scene is dark for as long as there is something of it: what comes after it comes out of the dark. */
const SOME = 0.05;

/** Whether a cue, a scene or a hand asks for black, stillness or a cut now. */
export const asksOf = ({ heard, drawn, layers, overlays, rate }: Asking): Asks => ({
  black:
    drawn?.intendedBlack === true ||
    overlays.master <= 0 ||
    overlays.localBlackout > 0 ||
    overlays.localPanic > 0 ||
    overlays.lost > 0 ||
    shareOf(layers, DARK_SCENES) > SOME,
  still: rate < 1 || shareOf(layers, RESTING_SCENES) > MOST,
  cut: heard?.cut === true || shareOf(layers, SUDDEN_SCENES) > MOST,
});
