import { smoother } from './dsp/running.ts';
import { type Extractor, speaking } from './extractor.ts';

/** Skin under a sensor lies here, deg C; outside, the sensor hangs in the air. */
const SKIN = [22, 41] as const;

/** skinTemp on each block: the mean of its samples, eased over a few blocks. */
export const tempExtractor = (sourceId: string, bodyId: string): Extractor => {
  const level = smoother(0.2);
  return speaking(sourceId, bodyId, (block, say) => {
    let good = 0;
    for (let i = 0; i < block.data.length; i += block.channels) {
      const x = block.data[i] ?? Number.NaN;
      if (!Number.isFinite(x)) continue;
      good++;
      level.push(x);
    }
    const frames = block.data.length / block.channels;
    const onSkin = level.value >= SKIN[0] && level.value <= SKIN[1];
    say('skinTemp', level.value, onSkin ? good / frames : 0);
  });
};
