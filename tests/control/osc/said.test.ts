import { expect, it } from 'vitest';
import { saidOf } from '../../../conductor/control/osc/said.ts';

const said = (address: string, types: string, ...args: (string | number)[]): string =>
  saidOf({ kind: 'message', address, types, args, pattern: address.includes('*') });

it('says a message as people write it', () => {
  expect(said('/yeoun/master', 'ff', 0.8, 3)).toBe('/yeoun/master ,ff 0.8 3');
  expect(said('/yeoun/unheard/of', 'f', 0.5)).toBe('/yeoun/unheard/of ,f 0.5');
});

it('never says the words of a memory, at whatever address they came', () => {
  for (const address of ['/yeoun/memory', '/yeoun/memorie', '/yeoun/mem*', '/Yeoun/Memory', '/x'])
    expect(said(address, 's', 'my mother in the garden'), address).toBe(`${address} ,s …`);
});
