import { KEYPOINTS } from '#contracts/sensor';
import { centroid } from './centroid.ts';
import { at } from './dsp/biquad.ts';
import { smoother, unit } from './dsp/running.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';
import { skeleton } from './skeleton.ts';
import { uniform } from './uniform.ts';

const GRID_HZ = 30;
/** Joints whose movement tells most: wrists, ankles, nose; two axes each. */
const LIMBS = (['nose', 'leftWrist', 'rightWrist', 'leftAnkle', 'rightAnkle'] as const).map((n) =>
  KEYPOINTS.indexOf(n),
);
/** Share of a new frame in the eased features: about 0.2 s at 30 frames a second. */
const EASE = 0.2;
/** Speed, stage units a second, at which a body moves enough for its centroid to mean something. */
const MOVING = 0.04;

/** motionX, motionY, motionEnergy and motionJerk on each frame, motionCentroid each quarter second. */
export const poseExtractor = (sourceId: string, bodyId: string, rateHz: number): Extractor => {
  let say: Say = () => {};
  const body = skeleton();
  const [energy, jerk] = [smoother(EASE), smoother(EASE)];
  const speeds = new Float64Array(2 * LIMBS.length);
  const spectrum = centroid(rateHz > 0 ? rateHz : GRID_HZ, speeds.length);
  const grid = uniform(rateHz, GRID_HZ, speeds.length, {
    restart: () => spectrum.reset(),
    frame(frame, atMs) {
      if (!spectrum.push(frame)) return;
      say('motionCentroid', spectrum.hz, body.confidence * unit(spectrum.rms / MOVING - 0.5), atMs);
    },
  });
  const limbs = new Float32Array(speeds.length);
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    const seen = body.push(block);
    for (const [k, i] of LIMBS.entries()) {
      limbs[2 * k] = at(body.vx, i);
      limbs[2 * k + 1] = at(body.vy, i);
    }
    grid.feed({ ...block, channels: limbs.length, data: limbs });
    const sure = seen ? body.confidence : 0;
    say('motionEnergy', energy.push(seen ? body.energy : Number.NaN), sure);
    say('motionJerk', jerk.push(seen ? body.jerk : Number.NaN), sure);
    say('motionX', unit(body.centreX), sure);
    say('motionY', unit(body.centreY), sure);
  });
};
