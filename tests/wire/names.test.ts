import { describe, expect, it } from 'vitest';
import { Id } from '#contracts/ids';
import type { SoundDesk } from '#contracts/sound';
import { soundFor } from '../../conductor/wire/sound-feed.ts';
import { hello, joinedClient, openDoor, rawClient, SHOW, settled } from './support.ts';

const TAKEN = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
const level = { from: 1, to: 1, startMs: 0, seconds: 0, curve: 'linear' as const };
const desk: SoundDesk = {
  voices: [],
  preload: ['/sounds/rain'],
  preloadFor: { wall: ['/sounds/bell'] },
  master: level,
  over: level,
};

describe('names that every object has', () => {
  it('are nobody\u2019s id', () => {
    expect(TAKEN).toContain('constructor');
    for (const name of TAKEN) expect(Id.safeParse(name).success).toBe(false);
    for (const name of ['Constructor', 'to-string', 'proto', 'wall.1', '__']) {
      expect(Id.parse(name)).toBe(name);
    }
  });

  it('find nothing among what displays load', () => {
    for (const name of TAKEN) expect(soundFor(desk, name, true).preload).toEqual(desk.preload);
    expect(soundFor(desk, 'wall', false).preload).toEqual(['/sounds/bell']);
  });

  it('WIRE-1 greet nobody, and harm nobody', async () => {
    const open = await openDoor();
    open.door.setShow(SHOW);
    open.door.sound(desk);
    const wall = await joinedClient(open.door.url, 'wall');
    for (const name of ['constructor', '__proto__', 'toString']) {
      const client = rawClient(`${open.door.url}/ws`);
      await client.opened;
      client.ws.send(JSON.stringify(hello('x')).replace('"x"', JSON.stringify(name)));
      client.send(hello(`then-${name.length}`));
      await client.heard('welcome');
      client.ws.close();
      await client.closed();
    }
    await settled(wall);
    expect(open.door.status().refused).toBe(3);
    expect(open.errors).toEqual([]);
    wall.ws.close();
    await open.close();
  });
});
