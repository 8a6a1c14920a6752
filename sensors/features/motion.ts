import { centroid } from './centroid.ts';
import { easing, smoother, unit } from './dsp/running.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';
import { type InertialScale, inertial } from './inertial.ts';
import { inertialEfforts } from './inertial-efforts.ts';
import { uniform } from './uniform.ts';

const GRID_HZ = 50;
/** Energy and jerk as features are eased over this; MovementFrame carries the raw ones. */
const EASE_S = 0.25;
/** Share of the scale's energy at which a body moves enough for its centroid to mean something. */
const STILL = 0.05;

/**
 * motionEnergy and motionJerk on each block and motionCentroid each quarter second, from acc or gyro; the
 * efforts that can be felt each tenth of a second, from acc alone.
 */
export const inertialExtractor = (
  sourceId: string,
  bodyId: string,
  rateHz: number,
  scale: InertialScale,
): Extractor => {
  let say: Say = () => {};
  const body = inertial(scale);
  const source = uniform(rateHz, GRID_HZ, 3, {
    restart() {
      body.reset();
      spectrum.reset();
      efforts?.reset();
      for (const s of [energy, jerk, known]) s.reset();
    },
    frame(frame, atMs) {
      const [x, y, z] = [frame[0] ?? Number.NaN, frame[1] ?? Number.NaN, frame[2] ?? Number.NaN];
      known.push(body.push(x, y, z, 1 / source.rateHz) ? 1 : 0);
      energy.push(body.energy);
      jerk.push(body.jerk);
      efforts?.push(body.free, atMs, unit(known.value), say);
      if (!spectrum.push(frame)) return;
      const moving = unit(spectrum.rms / (STILL * scale.energy) - 0.5);
      say('motionCentroid', spectrum.hz, moving * unit(known.value), atMs);
    },
  });
  const spectrum = centroid(source.rateHz, 3);
  // How a sensor turns tells nothing of kinetic energy.
  const efforts = scale.gravity ? inertialEfforts(source.rateHz) : null;
  const share = easing(1 / source.rateHz, EASE_S);
  const [energy, jerk, known] = [smoother(share), smoother(share), smoother(share)];
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    source.feed(block);
    say('motionEnergy', energy.value, unit(known.value));
    say('motionJerk', jerk.value, unit(known.value));
  });
};
