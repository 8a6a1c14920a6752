import { systemClock } from '../../kernel/clock.ts';
import { serve } from '../../kernel/thread-side.ts';
import { earWork } from './ear-work.ts';
import { OPENERS } from './openers.ts';
import type { FromEar, ToEar } from './protocol.ts';

// The thread of the ear: understanding words takes long, and a show goes on beside.

const { nowMs } = systemClock();
serve<ToEar, FromEar>((send) => earWork({ openers: OPENERS, nowMs, send }));
