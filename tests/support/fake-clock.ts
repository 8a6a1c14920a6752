export { type ManualClock, manualClock } from '../../conductor/kernel/manual-clock.ts';
