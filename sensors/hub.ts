import { extractorFor, movementTracker } from './features/index.ts';
import { hubWith } from './hub/hub.ts';
import { qualityWatch } from './quality/index.ts';

export { MAX_SOURCES } from './hub/roll.ts';
export type { Expectation } from './hub/sense.ts';
export type { HubLog, HubOptions, SensorHub } from './hub/types.ts';

/** All sources of a conductor, with the quality and the features of this house. */
export const sensorHub = hubWith({ qualityWatch, extractorFor, movementTracker });
