import { systemClock } from '../../kernel/clock.ts';
import { POINTS } from './desk.ts';
import { CODE, openMatter, type Provider } from './matter.ts';
import { FEATURES } from './noise.ts';

// A process of its own: asks the network on the processor and on the graphics card, and says how long each took.

const WARM_UP = 3;
const ASKS = 9;
const { nowMs } = systemClock();

/** Milliseconds of an ask as the engine asks, the median. */
const askedMs = async (modelsDir: string, provider: Provider): Promise<number> => {
  const matter = await openMatter(modelsDir, provider);
  const noise = Float32Array.from({ length: POINTS * FEATURES }, (_, i) => Math.sin(i));
  const code = Float32Array.from({ length: CODE }, (_, i) => Math.cos(i));
  const took: number[] = [];
  for (let i = 0; i < WARM_UP + ASKS; i += 1) {
    const fromMs = nowMs();
    await matter.ask(noise, code, POINTS);
    took.push(nowMs() - fromMs);
  }
  await matter.close();
  return took.slice(WARM_UP).sort((a, b) => a - b)[ASKS >> 1] ?? Number.POSITIVE_INFINITY;
};

const [modelsDir = ''] = process.argv.slice(2);
const cpu = await askedMs(modelsDir, 'cpu');
const webgpu = await askedMs(modelsDir, 'webgpu').catch(() => null);
process.stdout.write(JSON.stringify({ cpu, webgpu }), () => process.exit(0));
