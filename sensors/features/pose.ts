import { KEYPOINTS } from '#contracts/sensor';
import { centroid } from './centroid.ts';
import { at } from './dsp/biquad.ts';
import { smoother, unit } from './dsp/running.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';
import { EFFORT_CHANNELS, poseEfforts } from './pose/efforts.ts';
import { figure } from './pose/figure.ts';
import { shapes } from './pose/shapes.ts';
import { skeleton } from './skeleton.ts';
import { uniform } from './uniform.ts';

const GRID_HZ = 30;
/** Joints whose movement tells most: wrists, ankles, nose; two axes each. */
const LIMBS = (['nose', 'leftWrist', 'rightWrist', 'leftAnkle', 'rightAnkle'] as const).map((n) =>
  KEYPOINTS.indexOf(n),
);
const SPEEDS = 2 * LIMBS.length;
/** Share of a new frame in the eased features: about 0.2 s at 30 frames a second. */
const EASE = 0.2;
/** Speed, stage units a second, at which a body moves enough for its centroid to mean something. */
const MOVING = 0.04;

/**
 * motionX, motionY, motionEnergy, motionJerk and what the figure is like (pose/shapes.ts) on each frame,
 * the efforts each tenth of a second, motionCentroid each quarter.
 */
export const poseExtractor = (sourceId: string, bodyId: string, rateHz: number): Extractor => {
  let say: Say = () => {};
  const body = skeleton();
  const dancer = figure();
  const looks = shapes(EASE);
  const [energy, jerk] = [smoother(EASE), smoother(EASE)];
  const steadyHz = rateHz > 0 ? rateHz : GRID_HZ;
  const speeds = new Float64Array(SPEEDS);
  const moves = new Float64Array(EFFORT_CHANNELS);
  const spectrum = centroid(steadyHz, SPEEDS);
  const efforts = poseEfforts(steadyHz);
  const grid = uniform(rateHz, GRID_HZ, SPEEDS + EFFORT_CHANNELS, {
    restart() {
      spectrum.reset();
      efforts.reset();
    },
    frame(frame, atMs) {
      speeds.set(frame.subarray(0, SPEEDS));
      moves.set(frame.subarray(SPEEDS));
      efforts.frame(moves, atMs, body.confidence, say);
      if (!spectrum.push(speeds)) return;
      say('motionCentroid', spectrum.hz, body.confidence * unit(spectrum.rms / MOVING - 0.5), atMs);
    },
  });
  const lanes = new Float32Array(SPEEDS + EFFORT_CHANNELS);
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    const seen = body.push(block);
    const known = dancer.take(body, block.atMs);
    for (const [k, i] of LIMBS.entries()) {
      lanes[2 * k] = at(body.vx, i);
      lanes[2 * k + 1] = at(body.vy, i);
    }
    if (known) efforts.sample(dancer, lanes, SPEEDS);
    else lanes.fill(0, SPEEDS);
    grid.feed({ ...block, channels: lanes.length, data: lanes });
    const sure = seen ? body.confidence : 0;
    say('motionEnergy', energy.push(seen ? body.energy : Number.NaN), sure);
    say('motionJerk', jerk.push(seen ? body.jerk : Number.NaN), sure);
    say('motionX', unit(body.centreX), sure);
    say('motionY', unit(body.centreY), sure);
    if (seen) looks.frame(dancer, known, block.atMs, say);
  });
};
