import { systemClock } from '../kernel/clock.ts';
import { serve } from '../kernel/thread-side.ts';
import { ENGINES } from './engines.ts';
import type { FromStudio, ToStudio } from './studio-protocol.ts';
import { studioWork } from './studio-work.ts';

// The thread of the engine: what hangs or breaks here never holds up the show.

const { nowMs } = systemClock();
serve<ToStudio, FromStudio>((send) => studioWork({ engines: ENGINES, nowMs, send }));
