/**
 * The shell of every sensor page: title, language, link, body, one start button, trace, and what the
 * conductor hears. A page gives it what to say and what to do between start and stop:
 *
 *   import '../shared-ui/tokens.css';
 *   import '../sensor-page/sensor-page.css';
 *   import { PageTrouble, sensorPage } from '../sensor-page/index.ts';
 *
 *   const page = sensorPage({
 *     root, device: 'strap', title: WORDS.title, says: WORDS.says, content: [battery],
 *     async start(run) {                        // in the tap: ask for permissions before any await
 *       const strap = await pick().catch(() => { throw new PageTrouble(WORDS.notPicked); });
 *       run.announce({ label: WORDS.label, streams: [{ name: 'hr', kind: 'hr', channels: ['hr'], rateHz: 0 }] });
 *       return strap.onRate((hr, atMs) => {     // resolves with what stops it
 *         run.send('hr', [hr], atMs);           // atMs: local time, run.nowMs()
 *         run.trace([hr]);
 *       });
 *     },
 *   });
 *   page.text(battery, WORDS.battery);          // follows the language
 *
 * Several sources (a camera with dancers): `asksBody: false`, and an `id` and a `body` in each announce.
 */
export { sensorPage } from './shell.ts';
export { PageTrouble, type SensorPage, type SensorPageParts, type SensorRun } from './types.ts';
