import { it } from 'vitest';
import { benches } from '../bench/desk-display.bench.ts';
it('panic', { timeout: 200000 }, async () => { console.log(JSON.stringify(await benches[1]?.run())); });
it('go', { timeout: 200000 }, async () => { console.log(JSON.stringify(await benches[0]?.run())); });
