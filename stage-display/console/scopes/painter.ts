import 'pixi.js/unsafe-eval';
import { Application, Container } from 'pixi.js';
import type { Box, MakePlot, Plot } from './plot.ts';

/** A plot and the page element whose place it takes. */
export interface Mounted {
  readonly make: MakePlot;
  readonly element: HTMLElement;
  /** The element that scrolls it and cuts it off; the whole canvas where null. */
  readonly within: HTMLElement | null;
}

export interface Painter {
  /** Puts a plot over an element; the same key again replaces it. Returns its removal. */
  mount(key: string, plot: Mounted): () => void;
  /** Draws everything once, at show time. */
  paint(showMs: number): void;
  close(): void;
}

/** More pixels than this a CSS pixel are not worth their price on a phone. */
const MAX_RESOLUTION = 2;

/**
 * The one Pixi application of the page: a canvas over `host` on which every scope draws at the
 * place of its element. Rejects where the browser has neither WebGL nor WebGPU.
 */
export const openPainter = async (host: HTMLElement): Promise<Painter> => {
  const app = new Application();
  await app.init({
    preference: 'webgl',
    backgroundAlpha: 0,
    antialias: true,
    autoStart: false,
    sharedTicker: false,
    resolution: Math.min(MAX_RESOLUTION, window.devicePixelRatio),
    autoDensity: true,
    width: Math.max(1, host.clientWidth),
    height: Math.max(1, host.clientHeight),
  });
  app.canvas.className = 'scope-canvas';
  app.canvas.setAttribute('aria-hidden', 'true');
  host.append(app.canvas);
  return painterOn(app, host);
};

interface Entry extends Mounted {
  readonly layer: Container;
  readonly plot: Plot;
}

const painterOn = (app: Application, host: HTMLElement): Painter => {
  const entries = new Map<string, Entry>();
  const unmount = (key: string): void => {
    const entry = entries.get(key);
    if (!entry) return;
    entry.plot.destroy();
    entry.layer.destroy({ children: true });
    entries.delete(key);
  };

  const followHost = (): void => {
    const { clientWidth, clientHeight } = host;
    const { width, height } = app.screen;
    if (clientWidth > 0 && clientHeight > 0 && (clientWidth !== width || clientHeight !== height))
      app.renderer.resize(clientWidth, clientHeight);
  };

  return {
    mount(key, mounted) {
      unmount(key);
      const layer = new Container();
      app.stage.addChild(layer);
      entries.set(key, { ...mounted, layer, plot: mounted.make(layer) });
      return () => unmount(key);
    },
    paint(showMs) {
      followHost();
      const origin = host.getBoundingClientRect();
      for (const { element, within, plot } of entries.values()) {
        plot.draw(boxOf(element, within, origin), showMs);
      }
      app.render();
    },
    close() {
      for (const key of [...entries.keys()]) unmount(key);
      app.destroy(true, { children: true });
    },
  };
};

/** Where an element lies on the canvas; null where it has no place on the page now. */
const boxOf = (element: HTMLElement, within: HTMLElement | null, origin: DOMRect): Box | null => {
  const rect = element.getBoundingClientRect();
  if (rect.width === 0 || rect.height === 0) return null;
  const view = within?.getBoundingClientRect() ?? origin;
  return {
    x: rect.left - origin.left,
    y: rect.top - origin.top,
    width: rect.width,
    height: rect.height,
    clip: [view.top - origin.top, view.bottom - origin.top],
  };
};
