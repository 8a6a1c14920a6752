/**
 * The way from the conductor to a page: one link, opened once, that reconnects by itself.
 *
 *   const link = connectStage({ url: wireUrl(location), id, onShow });
 *   const state = link.sample(link.nowMs());      // every animation frame
 */
export { type BoothLink, type BoothLinkOptions, connectBooth } from './booth-link.ts';
export { browserSocket, browserTiming, wireUrl } from './browser.ts';
export { connectConsole, connectStage } from './link.ts';
export type { DecodePicture, PicturePair, SeenPicture } from './pictures.ts';
export { connectSensor } from './sensor-link.ts';
export type {
  SensorLink,
  SensorLinkOptions,
  SensorSource,
} from './sensor-types.ts';
export type {
  Ack,
  ConsoleLink,
  ConsoleLinkOptions,
  Denied,
  LinkState,
  LinkStatus,
  Movement,
  OpenSocket,
  SocketEvents,
  StageLink,
  StageLinkOptions,
  Stop,
  Thumb,
  Timing,
  WireSocket,
} from './types.ts';
