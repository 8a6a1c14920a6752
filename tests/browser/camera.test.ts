import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEYPOINTS } from '#contracts/sensor';
import { type CameraStudio, cameraStudio } from '../support/camera-page.ts';
import { until } from '../support/conductor.ts';

let studio: CameraStudio;

/** One mannequin left of the middle; its own left arm, at the picture's right, goes up and down. */
const FILM = Array.from({ length: 10 }, (_, i) => [
  { x: 0.35, floor: 0.92, height: 0.8, arms: [0.3, 1.3 + 0.3 * Math.sin(i / 1.6)] as const },
]);

beforeAll(async () => {
  studio = await cameraStudio(FILM);
}, 120_000);
afterAll(() => studio?.close());

/** What was said of sources since the n-th message. */
const states = (from: number): string[] =>
  studio.said
    .slice(from)
    .flatMap((m) => (m.t === 'source-state' ? [`${m.state}: ${m.reason?.en}`] : []));
const said = (page: Page, text: string): Promise<boolean> =>
  until(text, 20_000, async () => (await page.locator('#camera').innerText()).includes(text));

describe('the camera page', () => {
  it('finds the joints of a body by the real network, and names a camera that ends', async () => {
    const { page, context } = await studio.open();
    await said(page, 'No picture leaves this page');
    await page.locator('.sp-start').click();
    // Compiling for a processor that plays at being a graphics card takes most of this.
    await until('the first poses', 100_000, async () => studio.samples.length >= 3);
    expect(studio.said.find((m) => m.t === 'announce')).toMatchObject({
      source: '1',
      device: 'camera',
      body: 'dancer',
      streams: [{ name: 'pose', kind: 'pose', rateHz: 0 }],
    });
    const { data, channels } = studio.samples.at(-1)!;
    expect(channels).toBe(51);
    const at = (name: (typeof KEYPOINTS)[number]) => {
      const i = KEYPOINTS.indexOf(name) * 3;
      return { x: data[i]!, y: data[i + 1]!, c: data[i + 2]! };
    };
    const sure = KEYPOINTS.filter((name) => at(name).c > 0.4);
    expect(sure.length).toBeGreaterThanOrEqual(13);
    // She faces the camera: her left is at the picture's right. y is up, her feet near the floor.
    for (const part of ['Shoulder', 'Hip', 'Elbow', 'Ankle'] as const)
      expect(at(`left${part}`).x).toBeGreaterThan(at(`right${part}`).x);
    expect(at('nose').y).toBeGreaterThan(at('leftShoulder').y);
    expect(at('leftShoulder').y).toBeGreaterThan(at('leftHip').y);
    expect(at('leftHip').y).toBeGreaterThan(at('leftKnee').y);
    expect(at('leftKnee').y).toBeGreaterThan(at('leftAnkle').y);
    expect(at('leftWrist').y).toBeGreaterThan(at('rightWrist').y);
    expect(Math.abs(at('nose').x - 0.35)).toBeLessThan(0.03);
    // The mannequin's feet stand at 0.92 of the picture, its nose at 0.92 - 0.8 * 7.35 / 8.
    expect(Math.abs(at('nose').y - (0.08 + (0.8 * 7.35) / 8))).toBeLessThan(0.05);
    expect(at('leftAnkle').y).toBeLessThan(0.2);

    const from = studio.said.length;
    await page.evaluate(() => {
      const stream = document.querySelector('video')?.srcObject;
      if (stream instanceof MediaStream)
        stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
    });
    await until('the console is told', 20_000, async () =>
      states(from).includes(
        'waiting: The camera is gone. Plug it in again: the page goes on by itself. The picture on stage is unharmed.',
      ),
    );
    const before = studio.samples.length;
    await until('it goes on by itself', 40_000, async () => studio.samples.length > before);
    await context.close();
  }, 170_000);

  it('says in the language of the page that the camera was not allowed', async () => {
    const from = studio.said.length;
    const { page, context } = await studio.open('ko-KR');
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await said(page, '영상은 이 페이지를 벗어나지 않고');
    await page.locator('.sp-start').click();
    await said(page, '카메라 사용이 허용되지 않았습니다.');
    await until('the console is told', 10_000, async () =>
      states(from).some((line) => line.startsWith('failed: The camera was not allowed.')),
    );
    await context.close();
  }, 60_000);

  it('keeps floor marks and masks with the machine and finds them again', async () => {
    const { page, context } = await studio.open();
    const click = async (points: readonly (readonly [number, number])[]): Promise<void> => {
      const box = await page.locator('.cam-picture canvas').boundingBox();
      for (const [x, y] of points)
        await page.mouse.click(box!.x + x * box!.width, box!.y + y * box!.height);
    };
    await page.locator('.cam-picture').scrollIntoViewIfNeeded();
    await page.keyboard.press('m');
    await said(page, 'FRONT LEFT');
    await click([
      [0.1, 0.9],
      [0.9, 0.9],
      [0.3, 0.5],
      [0.7, 0.5],
    ]);
    await said(page, 'The lines between the marks cross.');
    expect(await page.locator('.cam-edit .cam-main').isDisabled()).toBe(true);
    await page.keyboard.press('z');
    await page.keyboard.press('z');
    await said(page, 'BACK RIGHT');
    await click([
      [0.7, 0.5],
      [0.3, 0.5],
    ]);
    await said(page, 'Does the grid lie on the floor?');
    await page.keyboard.press('Enter');
    await said(page, 'The grid in the picture is the stage floor.');
    await page.keyboard.press('p');
    await click([
      [0.6, 0.1],
      [0.9, 0.1],
      [0.9, 0.4],
    ]);
    await page.keyboard.press('Enter');
    await said(page, '1 masked.');
    const id = await page.evaluate(() => localStorage.getItem('yeoun.camera'));
    const kept = studio.said.filter((m) => m.t === 'patch').at(-1);
    expect(kept).toMatchObject({ change: { do: 'camera', id, set: { masks: [[{}, {}, {}]] } } });
    expect(
      kept?.t === 'patch' && kept.change.do === 'camera' && kept.change.set?.homography,
    ).toHaveLength(9);
    await page.reload();
    await said(page, 'The grid in the picture is the stage floor.');
    await said(page, '1 masked.');
    await context.close();
  }, 60_000);
});
