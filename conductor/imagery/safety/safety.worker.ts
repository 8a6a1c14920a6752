import { serve } from '../../kernel/thread-side.ts';
import type { FromSafety, ToSafety } from './protocol.ts';
import { safetyWork } from './work.ts';

// A thread of its own: looking at a picture takes longer than a tick, and a gate that hangs must not hold up what it guards.

serve<ToSafety, FromSafety>((send) => safetyWork(send));
