import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceStatus } from '#contracts/status';
import { launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'en-US' };
let browser: Browser;
let running: RunningConductor;

beforeAll(async () => {
  [browser, running] = await Promise.all([
    launchBrowser([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ]),
    startConductor(['--source', 'page', '--fresh']),
  ]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

const sourceWith = (...streams: string[]): Promise<SourceStatus> =>
  until(`a live source with ${streams}`, 20_000, async () => {
    const { sources } = await running.health();
    return sources.find(
      (s) => s.state === 'live' && streams.every((name) => s.streams.some((t) => t.name === name)),
    );
  });

/** A strap that the page takes for Bluetooth: it speaks the bytes of its services. */
const putStrapInto = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    class Characteristic extends EventTarget {
      value: DataView | undefined;
      async startNotifications(): Promise<this> {
        return this;
      }
      async readValue(): Promise<DataView> {
        return new DataView(Uint8Array.of(64).buffer);
      }
      async writeValueWithResponse(): Promise<void> {}
      say(bytes: Uint8Array): void {
        this.value = new DataView(bytes.buffer);
        this.dispatchEvent(new Event('characteristicvaluechanged'));
      }
    }
    const all = new Map<string, Characteristic>();
    const of = (id: unknown): Characteristic => {
      const found = all.get(String(id)) ?? new Characteristic();
      all.set(String(id), found);
      return found;
    };
    const server = {
      connected: true,
      connect: async () => server,
      disconnect: () => {},
      getPrimaryService: async () => ({ getCharacteristic: async (id: unknown) => of(id) }),
    };
    const device = Object.assign(new EventTarget(), { id: 'x', name: 'Polar H10', gatt: server });
    Object.defineProperty(navigator, 'bluetooth', { value: { requestDevice: async () => device } });
    let ns = 1_000_000_000n;
    setInterval(() => of(0x2a37).say(Uint8Array.of(0x16, 72, 0x55, 0x03)), 833);
    setInterval(() => {
      // 13 samples of ECG, a tall one in the middle of each eighth packet.
      const bytes = new Uint8Array(10 + 39);
      const view = new DataView(bytes.buffer);
      ns += 100_000_000n;
      view.setBigUint64(1, ns, true);
      if ((ns / 100_000_000n) % 8n === 0n) view.setInt16(10 + 18, 1200, true);
      of('fb005c82-02e7-f387-1cad-8acd2d8df0c8').say(bytes);
    }, 100);
  });

describe('the strap page', () => {
  it('hands on heart rate, intervals, ECG, contact and battery of a strap that is chosen', async () => {
    const page = await (await browser.newContext(PHONE)).newPage();
    await putStrapInto(page);
    await page.goto(`${running.url}/strap`);
    await page.getByRole('button', { name: 'Choose a strap' }).click();
    const source = await sourceWith('ecg', 'contact', 'battery');
    expect(source.label.en).toContain('Polar H10');
    expect(source.streams.map((s) => s.kind).sort()).toEqual(
      ['battery', 'contact', 'ecg', 'hr', 'ibi'].sort(),
    );
    await until('a rate on the page', 10_000, async () =>
      (await page.locator('.strap-rate').innerText()).includes('72'),
    );
    await until('battery', 5_000, async () =>
      (await page.locator('.strap-battery').innerText()).includes('64'),
    );
    await until('what the conductor hears', 10_000, async () =>
      (await page.locator('body').innerText()).includes('heart rate'),
    );
    await page.context().close();
  }, 60_000);

  it('says in a browser without Bluetooth which one has it', async () => {
    const page = await (await browser.newContext({ ...PHONE, locale: 'ko-KR' })).newPage();
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'bluetooth', { value: undefined }),
    );
    await page.goto(`${running.url}/strap`);
    await until('the reason', 10_000, async () =>
      (await page.locator('body').innerText()).includes('웹 블루투스를 지원하지 않습니다'),
    );
    expect(await page.getByRole('button', { name: '스트랩 선택' }).isDisabled()).toBe(true);
    await page.context().close();
  }, 30_000);
});

describe('the microphone page', () => {
  it('hands on five numbers a frame, and never the sound', async () => {
    const page = await (await browser.newContext(PHONE)).newPage();
    const sent: number[] = [];
    page.on('websocket', (ws) =>
      ws.on('framesent', ({ payload }) => {
        if (typeof payload !== 'string') sent.push(payload.length);
      }),
    );
    await page.goto(`${running.url}/microphone`);
    await page.getByRole('button', { name: 'Start' }).click();
    const source = await sourceWith('sound');
    expect(source.streams).toHaveLength(1);
    await until('a level on the page', 10_000, async () =>
      /-?\d+ dB/.test(await page.locator('.mic-level').innerText()),
    );
    await until('the level as a feature', 10_000, async () => {
      const { sources } = await running.health();
      return sources.some((s) => s.id === source.id && s.feeds.includes('soundLevel'));
    });
    // A frame is a head of 20 bytes and five numbers: whatever else the page heard stayed there.
    await until('some frames', 10_000, async () => sent.length > 10);
    expect(Math.max(...sent)).toBe(20 + 5 * 4);
    await page.context().close();
  }, 60_000);

  it('says where to allow it when it is refused', async () => {
    const page = await (await browser.newContext(PHONE)).newPage();
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.goto(`${running.url}/microphone`);
    await page.getByRole('button', { name: 'Start' }).click();
    await until('the way out', 10_000, async () =>
      (await page.locator('body').innerText()).includes('The microphone is not allowed'),
    );
    await page.context().close();
  }, 30_000);
});
