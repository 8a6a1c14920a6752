import '../shared-ui/tokens.css';
import '../sensor-page/sensor-page.css';
import './phone.css';
import type { Stop } from '../net/index.ts';
import { type SensorRun, sensorPage } from '../sensor-page/index.ts';
import { el } from '../shared-ui/dom.ts';
import { motionReader, orientationOf } from './motion.ts';
import { askForMotion, mustAsk } from './permission.ts';
import { motionRate } from './rate.ts';
import { phoneStreams, type Seen } from './streams.ts';
import { touchPad } from './touch-pad.ts';
import { PHONE } from './words.ts';

/** Without a single motion event for this long the performer is told. */
const SILENT_MS = 3000;

/** Listens to the phone until stopped. */
const listen = (run: SensorRun, pad: ReturnType<typeof touchPad>): Stop & { seen(): Seen } => {
  const reader = motionReader(mustAsk() ? -1 : 1);
  const rate = motionRate();
  let seen: Seen = { motion: false, gyro: false, orientation: false, rateHz: 0 };

  const see = (more: Partial<Seen>): void => {
    seen = { ...seen, ...more };
    run.announce({ label: PHONE.label, streams: phoneStreams(seen) });
  };

  const onMotion = (event: DeviceMotionEvent): void => {
    const motion = reader.read(event);
    if (!motion) return;
    const nowMs = run.nowMs();
    const isNewRate = rate.heard(event.interval, nowMs);
    const gyro = seen.gyro || motion.gyro !== null;
    if (!seen.motion || isNewRate || gyro !== seen.gyro)
      see({ motion: true, gyro, rateHz: rate.rateHz });
    run.send('acc', motion.acc, nowMs);
    if (motion.gyro) run.send('gyro', motion.gyro, nowMs);
    run.trace(motion.acc);
  };
  const onOrientation = (event: DeviceOrientationEvent): void => {
    const turned = orientationOf(event);
    if (!turned) return;
    if (!seen.orientation) see({ orientation: true });
    reader.turned(turned);
    run.send('orientation', turned, run.nowMs());
  };

  see({});
  const stopPad = pad.listen((touch) => void run.send('touch', touch, run.nowMs()));
  window.addEventListener('devicemotion', onMotion);
  window.addEventListener('deviceorientation', onOrientation);
  const stop = (): void => {
    stopPad();
    window.removeEventListener('devicemotion', onMotion);
    window.removeEventListener('deviceorientation', onOrientation);
  };
  return Object.assign(stop, { seen: () => seen });
};

const build = (root: HTMLElement): void => {
  const pad = touchPad();
  const keepOpen = el('p', { class: 'keep-open' });
  let watched: { readonly run: SensorRun; readonly seen: () => Seen; sinceMs: number } | null =
    null;

  const page = sensorPage({
    root,
    device: 'phone',
    title: PHONE.title,
    says: PHONE.says,
    hidden: PHONE.hidden,
    content: [keepOpen, pad.root],
    async start(run) {
      await askForMotion();
      const stop = listen(run, pad);
      watched = { run, seen: stop.seen, sinceMs: run.nowMs() };
      return () => {
        watched = null;
        stop();
      };
    },
    frame(nowMs) {
      if (!watched) return;
      const isSilent = !watched.seen().motion && nowMs - watched.sinceMs > SILENT_MS;
      watched.run.notice(isSilent ? PHONE.silent : null);
    },
  });
  page.text(keepOpen, PHONE.keepOpen);
  page.text(pad.title, PHONE.pad);
  page.text(pad.hint, PHONE.padHint);
};

const root = document.getElementById('phone');
if (root) build(root);
