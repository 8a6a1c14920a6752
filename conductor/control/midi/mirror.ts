import type { MidiBinding } from '#contracts/rig';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { feedbackBytes, type Shown, stepShown } from './feedback.ts';
import { isLoop, portFits, stableName } from './names.ts';
import type { Outputs } from './outputs.ts';

export interface MirrorParts {
  readonly outputs: Outputs;
  readonly timing: Scheduler;
  /** Ports on which a control was touched. */
  touchedOn(binding: MidiBinding): ReadonlySet<string>;
  /** True while a hand is on a fader: it is left alone. */
  inHand(binding: MidiBinding, nowMs: number): boolean;
  /** A control was sent to a step. */
  placed(binding: MidiBinding, step: number, nowMs: number): void;
  shown(): Shown;
}

/** Keys that are lit and faders that are moved as the show stands. */
export interface Mirror {
  /** The bindings that are shown, on the surfaces behind these inputs. */
  follow(bindings: readonly MidiBinding[], inputs: readonly string[]): void;
  /** Shows what is new. */
  changed(): void;
  /** Lights of keys go out; faders stay. */
  readonly close: Stop;
}

/** One control of one surface, and what it was last sent to. */
interface Place {
  readonly binding: MidiBinding;
  readonly port: string;
  sent: number | null;
  dueMs: number;
}

/** A control is moved at most so often. */
const PERIOD_MS = 40;

export const mirror = ({
  outputs,
  timing,
  touchedOn,
  inHand,
  placed,
  shown,
}: MirrorParts): Mirror => {
  let places: Place[] = [];

  const show = (place: Place, step: number, nowMs: number): void => {
    const bytes = feedbackBytes(place.binding.match, step);
    place.dueMs = nowMs + PERIOD_MS;
    if (!bytes) return;
    try {
      outputs.send(place.port, bytes);
      place.sent = step;
      placed(place.binding, step, nowMs);
    } catch {
      // A surface without an output, or one that is being unplugged, shows nothing.
      place.dueMs = nowMs + 1000;
    }
  };

  /** A control of any port is shown where it was touched alone: elsewhere its number means something else. */
  const isShownOn = (binding: MidiBinding, port: string): boolean => {
    const { match } = binding;
    return match.port === undefined ? touchedOn(binding).has(port) : portFits(port, match.port);
  };

  return {
    follow(bindings, inputs) {
      const surfaces = inputs.filter((port) => !isLoop(port)).map(stableName);
      places = [...new Set(surfaces)].flatMap((port) =>
        bindings
          .filter((binding) => isShownOn(binding, port))
          .map((binding) => {
            const known = places.find((p) => p.binding === binding && p.port === port);
            return known ?? { binding, port, sent: null, dueMs: 0 };
          }),
      );
    },
    changed() {
      if (places.length === 0) return;
      const nowMs = timing.nowMs();
      const now = shown();
      for (const place of places) {
        if (nowMs < place.dueMs || inHand(place.binding, nowMs)) continue;
        const step = stepShown(place.binding, now);
        if (step !== null && step !== place.sent) show(place, step, nowMs);
      }
    },
    close() {
      for (const place of places)
        if (place.binding.does.kind === 'intent' && place.sent) show(place, 0, timing.nowMs());
      places = [];
    },
  };
};
