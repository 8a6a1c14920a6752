import type { Intent } from '#contracts/intent';
import { CallModel, type Reading, TICK_MS } from './cue-model-calls.ts';
import { ms } from './cue-model-list.ts';

export { type Reading, TICK_MS };

const GUARD_KINDS = new Set(['go', 'itself', 'follow']);

/**
 * A slow second opinion on the rules of SHOW.md: no deadlines and no clocks, only counters that a tick counts down.
 * Written from the rules, not from the director. Every time in its shows is a whole number of ticks.
 */
export class CueModel extends CallModel {
  /** The very beginning: a list that runs by itself is called. */
  open(felt: Reading): void {
    this.feelOn(felt);
  }

  /** One tick passes, then what was asked at its end, then what is felt. */
  tick(asked: readonly Intent[], felt: Reading): void {
    this.now += TICK_MS;
    if (this.goesOn()) this.count();
    this.due(false);
    for (const intent of asked) {
      this.obey(intent);
      this.due(false);
    }
    this.feelOn(felt);
  }

  private tooSoon(): boolean {
    return this.lastCall !== null && this.now - this.lastCall.at < this.show.goGuardMs;
  }

  private go(): void {
    if (this.tooSoon() && GUARD_KINDS.has(this.lastCall?.kind ?? '')) return;
    const place = this.standby ?? (this.panic ? this.cue : null);
    if (place !== null) {
      this.call(place, { rounds: this.roundsInto(place, true) });
      this.lastCall = { kind: 'go', at: this.now, place };
      return;
    }
    if (this.panic) {
      this.relit();
      return;
    }
    const called = this.calledLast();
    const isInLoop = this.groups().some(
      (g) => called !== null && g.times === 'until-go' && g.first <= called && g.last >= called,
    );
    if (!isInLoop || this.counters.length === 0) return;
    this.counters = [];
    this.rounds = new Map();
    this.lastCall =
      this.cue === null ? this.lastCall : { kind: 'go', at: this.now, place: this.cue };
  }

  private number_(number: string): void {
    const place = this.place(number);
    if (place < 0 || (this.tooSoon() && this.lastCall?.place === place)) return;
    this.call(place, {});
    this.lastCall = { kind: 'number', at: this.now, place };
  }

  private back(): void {
    const before =
      this.cue === null
        ? null
        : this.cue > 0
          ? this.cue - 1
          : this.show.loop
            ? this.show.cues.length - 1
            : null;
    const place = before ?? (this.panic ? this.cue : null);
    if (place !== null) this.call(place, { now: true });
    else if (this.panic) this.relit();
  }

  /** The light returns where no cue is to be called. */
  private relit(): void {
    this.frozen = false;
    this.paused = false;
    this.evening = 'show';
    this.light();
  }

  private dark(seconds: number, slow: boolean): void {
    const first = this.counters.find(({ who }) => who === 'waits');
    this.counters = [];
    if (first) {
      const { group, place } = first;
      const begun = group === null || (this.begunGroup === group && this.cue === group);
      this.arm(begun ? place : group);
    } else if (this.watch) {
      this.watch.told = null;
      this.watch.held = null;
    }
    const soon = this.now + ms(seconds);
    if (!this.panic) {
      this.blackBy = soon;
      this.slow = slow;
    } else if (slow) this.blackBy = Math.min(this.blackBy ?? soon, soon);
    else {
      this.blackBy = this.slow ? Math.min(this.blackBy ?? soon, soon) : this.now;
      this.slow = false;
    }
    this.panic = true;
  }

  private light(): void {
    this.panic = false;
    this.blackBy = null;
    this.slow = false;
  }

  private stand(name: string): void {
    if (name !== 'show' && name === this.evening && !this.panic) return;
    this.frozen = false;
    this.light();
    this.evening = name;
  }

  private alarm(on: boolean): void {
    if (on === this.fire) return;
    this.fire = on;
    if (!on) return;
    this.frozen = false;
    this.light();
    this.evening = 'stopped';
  }

  private jump(number: string, afterS: number): void {
    const goal = this.place(number);
    if (goal < 0) return;
    const played = new CueModel(this.show, goal);
    if (!played.playTo(goal, ms(afterS))) return;
    this.frozen = false;
    this.paused = false;
    this.evening = 'show';
    this.light();
    this.cue = played.cue;
    this.counters = played.counters;
    this.rounds = played.rounds;
    this.begunGroup = played.begunGroup;
    this.settlesIn = played.settlesIn;
    this.arm(played.standby);
  }

  private obey(intent: Intent): void {
    const calls = ['go', 'go-cue', 'back', 'jump'].includes(intent.do);
    // The safe look of a fire stays lit: nothing darkens it.
    const darkens = ['panic', 'fade-all', 'freeze'].includes(intent.do);
    const held = calls || darkens || ['evening', 'pause'].includes(intent.do);
    if ((this.fire && held) || (this.evening === 'stopped' && calls)) return;
    switch (intent.do) {
      case 'go':
        this.go();
        return;
      case 'go-cue':
        this.number_(intent.number);
        return;
      case 'back':
        this.back();
        return;
      case 'jump':
        this.jump(intent.number, intent.afterS);
        return;
      case 'standby':
        if (this.place(intent.number) >= 0) this.arm(this.place(intent.number));
        return;
      case 'pause':
        this.paused = intent.on ?? !this.paused;
        return;
      case 'freeze':
        this.frozen = intent.on ?? !this.frozen;
        return;
      case 'panic':
        this.dark(this.show.panicS, false);
        return;
      case 'fade-all':
        this.dark(intent.seconds, true);
        return;
      case 'veto':
        if (this.watch) Object.assign(this.watch, { vetoed: true, told: null, held: null });
        return;
      case 'evening':
        this.stand(intent.state);
        return;
      case 'fire':
        this.alarm(intent.on ?? !this.fire);
        return;
      default:
    }
  }
}
