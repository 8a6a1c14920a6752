import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { WebSocketServer } from 'ws';
import { decodeSamples, type SamplesFrame } from '#contracts/frames';
import { EMPTY_PATCH, type Patch, patched } from '#contracts/patch';
import { ClientMessage, type ServerMessage, WIRE_VERSION } from '#contracts/wire';
import { browserPath, launchBrowser } from './browser.ts';
import { type Mannequin, writeMannequins } from './mannequin.ts';
import { servePages } from './pages.ts';
import { listen } from './wire-feed.ts';

const ARGS = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/** The camera page in a real browser whose camera plays a film of mannequins, before a small conductor. */
export interface CameraStudio {
  /** Everything pages said, oldest first, and the newest samples. */
  readonly said: ClientMessage[];
  readonly samples: SamplesFrame[];
  /** A page of its own context; small, because a browser without graphics also draws the page. */
  open(locale?: string): Promise<{ readonly page: Page; readonly context: BrowserContext }>;
  close(): Promise<void>;
}

const MOST_SAMPLES = 500;

/** A conductor's side of the wire for sensor pages: it greets, keeps the patch and listens. */
const listenTo = (wss: WebSocketServer, said: ClientMessage[], samples: SamplesFrame[]): void => {
  let patch: Patch = EMPTY_PATCH;
  wss.on('connection', (ws) => {
    const tell = (message: ServerMessage): void => ws.send(JSON.stringify(message));
    const nowMs = (): number => performance.now();
    ws.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        const frame = decodeSamples(data);
        if (frame && samples.length < MOST_SAMPLES) samples.push(frame);
        return;
      }
      const message = ClientMessage.parse(JSON.parse(data.toString()));
      said.push(message);
      if (message.t === 'hello') {
        tell({
          t: 'welcome',
          version: WIRE_VERSION,
          id: message.id,
          nowMs: nowMs(),
          tickHz: 60,
          software: 'studio',
          access: 'edit',
        });
        tell({ t: 'patch', patch });
      } else if (message.t === 'ping') tell({ t: 'pong', sentMs: message.sentMs, nowMs: nowMs() });
      else if (message.t === 'patch') {
        patch = patched(patch, message.change);
        tell({ t: 'patch', patch });
      }
    });
  });
};

/** Films the mannequins, builds the page, serves it and starts a browser with that film for a camera. */
export const cameraStudio = async (
  film: readonly (readonly Mannequin[])[],
): Promise<CameraStudio> => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-camera-'));
  const path = join(folder, 'film.y4m');
  const maker = await launchBrowser();
  await writeMannequins(maker, path, film).finally(() => maker.close());
  const said: ClientMessage[] = [];
  const samples: SamplesFrame[] = [];
  const server = servePages();
  const wss = new WebSocketServer({ server, path: '/ws' });
  listenTo(wss, said, samples);
  const url = await listen(server);
  const browser: Browser = await chromium.launch({
    executablePath: await browserPath(),
    headless: true,
    args: [...ARGS, `--use-file-for-fake-video-capture=${path}`],
  });
  return {
    said,
    samples,
    async open(locale = 'en-US') {
      const context = await browser.newContext({ locale, viewport: { width: 420, height: 320 } });
      const page = await context.newPage();
      await page.goto(`${url}/camera`);
      return { page, context };
    },
    async close() {
      await browser.close();
      for (const ws of wss.clients) ws.terminate();
      wss.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
