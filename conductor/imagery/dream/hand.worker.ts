import { serve } from '../../kernel/thread-side.ts';
import type { FromHand, ToHand } from './hand-protocol.ts';
import { handWork } from './hand-work.ts';

// Another hand of the embedded engine: paints parts of its pictures on another core.

serve<ToHand, FromHand>((send) => handWork(send));
