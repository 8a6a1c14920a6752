import { describe, expect, it } from 'vitest';
import { type FenceContext, pictureFence } from '../../../stage-display/projection/fence.ts';

/** A GPU that finishes when told. */
const gpu = () => {
  const state = { done: false, syncs: 0 };
  const context: FenceContext = {
    SYNC_GPU_COMMANDS_COMPLETE: 37143,
    SYNC_STATUS: 37140,
    SIGNALED: 37145,
    fenceSync: () => {
      state.syncs++;
      state.done = false;
      return {} as WebGLSync;
    },
    deleteSync: () => {
      state.syncs--;
    },
    getSyncParameter: () => (state.done ? 37145 : 37144),
    flush: () => {},
  };
  return { state, fence: pictureFence(context) };
};

describe('picture fence', () => {
  it('lets the first picture through, and the next only when that one is done', () => {
    const { state, fence } = gpu();
    expect(fence.isDone(0)).toBe(true);
    fence.set(0);
    expect(fence.isDone(16)).toBe(false);
    state.done = true;
    expect(fence.took()).toBeNull();
    expect(fence.isDone(33)).toBe(true);
    expect(fence.took()).toBe(33);
    expect(fence.took()).toBeNull();
  });

  it('gives up waiting for a driver that never tells', () => {
    const { fence } = gpu();
    fence.set(0);
    expect(fence.isDone(249)).toBe(false);
    expect(fence.isDone(250)).toBe(true);
  });

  it('leaves no sync object behind', () => {
    const { state, fence } = gpu();
    for (let i = 0; i < 5; i++) fence.set(i);
    expect(state.syncs).toBe(1);
    fence.dispose();
    expect(state.syncs).toBe(0);
  });
});
