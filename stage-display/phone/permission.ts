import { PageTrouble } from '../sensor-page/index.ts';
import { PHONE } from './words.ts';

interface Asks {
  requestPermission(): Promise<unknown>;
}

const asks = (event: unknown): event is Asks =>
  typeof event === 'function' &&
  'requestPermission' in event &&
  typeof event.requestPermission === 'function';

/** True on iOS and iPadOS, where motion has to be allowed: WebKit's sign of acceleration comes with it. */
export const mustAsk = (): boolean => 'DeviceMotionEvent' in window && asks(DeviceMotionEvent);

/**
 * Asks for motion and orientation where the browser wants to be asked (iOS since 13). Must be called in the
 * tap itself, before any `await`. Rejects with a PageTrouble that says where to allow it.
 */
export const askForMotion = async (): Promise<void> => {
  if (!('DeviceMotionEvent' in window)) throw new PageTrouble(PHONE.missing);
  const events: unknown[] = [
    DeviceMotionEvent,
    'DeviceOrientationEvent' in window ? DeviceOrientationEvent : null,
  ];
  // Both questions leave before the first answer: the second would miss the tap.
  const questions = events.filter(asks).map((event) => event.requestPermission());
  const answers = await Promise.all(questions).catch(() => ['denied']);
  if (answers.some((answer) => answer !== 'granted')) throw new PageTrouble(PHONE.denied);
};
