import type { Show } from '#contracts/show';
import { ListModel, ms } from './cue-model-list.ts';

/** All times of the slow model are whole numbers of these. */
export const TICK_MS = 50;

export type Who = 'waits' | 'follow';
interface Counter {
  readonly who: Who;
  readonly place: number;
  readonly group: number | null;
  left: number;
}
interface Watched {
  readonly place: number;
  armed: number;
  held: number | null;
  told: { by: 'feeling' | 'time'; left: number } | null;
  vetoed: boolean;
}

/** What is felt: the arousal, and how sure that is. */
export interface Reading {
  readonly arousal: number;
  readonly confidence: number;
}

/** Counters, calls and what calls itself. */
export class CallModel extends ListModel {
  now = 0;
  cue: number | null = null;
  standby: number | null = 0;
  evening = 'show';
  fire = false;
  paused = false;
  frozen = false;
  panic = false;
  /** When PANIC must be black; null: none stands. */
  blackBy: number | null = null;
  readonly starts: [number: string, atMs: number][] = [];
  protected counters: Counter[] = [];
  protected watch: Watched | null = null;
  protected lastCall: { kind: string; at: number; place: number } | null = null;
  protected slow = false;
  protected begunGroup: number | null = null;
  /** Until the running cue has settled. */
  protected settlesIn = 0;

  constructor(show: Show, once: number | null = null) {
    super(show, once);
    this.arm(0);
    if (show.start === 'auto' && once === null)
      this.counters.push({ who: 'follow', place: 0, group: null, left: 0 });
  }

  get number(): string | null {
    return this.cue === null ? null : this.at(this.cue).number;
  }
  get standbyNumber(): string | null {
    return this.standby === null ? null : this.at(this.standby).number;
  }
  get announced(): boolean {
    return this.watch?.told !== null && this.watch !== null;
  }
  get busy(): number {
    return this.counters.length;
  }

  /** What is felt is read; a cue that comes to stand by because of it is read too. */
  protected feelOn(felt: Reading): void {
    for (let i = 0; i < 8; i++) {
      const before = this.starts.length;
      if (this.goesOn()) this.feel(felt);
      this.due(true);
      if (this.starts.length === before || !this.watch) return;
    }
  }

  protected goesOn(): boolean {
    return !this.frozen && !this.paused && this.evening === 'show' && !this.panic;
  }

  protected count(): void {
    for (const one of this.counters) one.left -= TICK_MS;
    this.settlesIn = Math.max(0, this.settlesIn - TICK_MS);
    const { watch } = this;
    if (!watch || this.calling()) return;
    watch.armed += TICK_MS;
    if (watch.held !== null) watch.held += TICK_MS;
    if (watch.told) watch.told.left -= TICK_MS;
  }

  /** A cue that was called is still in its pre-wait. */
  protected calling(): boolean {
    return this.counters.some(({ who }) => who === 'waits');
  }

  /** What has come to its end, in the order in which it was begun; a cue on feeling only after what is felt was read. */
  protected due(isRead: boolean): void {
    for (let i = 0; i < 1000 && this.goesOn(); i++) {
      const over = this.counters.filter(({ left }) => left <= 0);
      const first = over.sort((a, b) => a.left - b.left)[0];
      if (first) this.end(first);
      else if (!(isRead && this.callsItself())) return;
    }
  }

  protected end(counter: Counter): void {
    this.counters = this.counters.filter((one) => one !== counter);
    const { place } = counter;
    if (counter.who === 'waits') {
      this.start(place, counter.group);
      // It begins now, though it was called by a follow before.
      if (this.lastCall?.kind === 'follow' && this.lastCall.place === place)
        this.lastCall = { kind: 'follow', at: this.now, place };
      return;
    }
    const stoodBy = this.standby === place;
    this.call(place, { rounds: this.roundsInto(place, false) });
    if (stoodBy) this.lastCall = { kind: 'follow', at: this.now, place };
  }

  protected callsItself(): boolean {
    const { watch } = this;
    const when = watch && this.at(watch.place).when;
    if (!watch || !when || watch.vetoed || this.calling()) return false;
    const latest = when.elseAfterS === undefined ? Number.POSITIVE_INFINITY : ms(when.elseAfterS);
    if (watch.told) {
      const isTime = watch.armed >= latest;
      if (!isTime && (watch.told.by === 'time' || watch.told.left > 0)) return false;
      const { place } = watch;
      this.watch = null;
      this.call(place, {});
      this.lastCall = { kind: 'itself', at: this.now, place };
      return true;
    }
    const feels =
      watch.held !== null && watch.held >= ms(when.forS) && watch.armed >= ms(when.notBeforeS);
    const timely = watch.armed >= latest - ms(when.announceS);
    if (!feels && !timely) return false;
    watch.told = { by: feels ? 'feeling' : 'time', left: ms(when.announceS) };
    return true;
  }

  protected feel({ arousal, confidence }: Reading): void {
    const { watch } = this;
    const when = watch && this.at(watch.place).when;
    if (!watch || !when || watch.vetoed || this.calling()) return;
    const holds = when.all.every(
      (c) =>
        confidence > c.confidence &&
        arousal > (c.above ?? Number.NEGATIVE_INFINITY) &&
        arousal < (c.below ?? Number.POSITIVE_INFINITY),
    );
    watch.held = holds ? (watch.held ?? 0) : null;
    if (holds || watch.told?.by !== 'feeling') return;
    const latest = when.elseAfterS === undefined ? Number.POSITIVE_INFINITY : ms(when.elseAfterS);
    if (watch.armed >= latest - ms(when.announceS)) watch.told.by = 'time';
    else watch.told = null;
  }

  protected arm(place: number | null): void {
    this.standby = place;
    this.watch =
      place !== null && this.at(place).when
        ? { place, armed: 0, held: null, told: null, vetoed: false }
        : null;
  }

  /** The cue called last, also one that still waits. */
  protected calledLast(): number | null {
    const waits = this.counters.find(({ who }) => who === 'waits');
    return waits ? (waits.group ?? waits.place) : this.cue;
  }

  protected roundsInto(place: number, isGo: boolean): Map<string, number> | null {
    const called = this.calledLast();
    if (called === null) return null;
    const next = this.after(Math.max(...this.members(called)), isGo);
    return next.place === place ? next.rounds : null;
  }

  /* ---- calls ---- */

  protected call(
    place: number,
    { now = false, rounds = null }: { now?: boolean; rounds?: Map<string, number> | null },
  ): void {
    this.frozen = false;
    this.paused = false;
    this.evening = 'show';
    this.counters = [];
    this.rounds = rounds ?? this.roundsAt(place, this.rounds);
    const atOnce = now || this.panic;
    const members = this.members(place);
    const last = Math.max(...members);
    this.arm(this.after(last, true).place);
    const isGroup = members.length > 1;
    if (isGroup) this.begunGroup = null;
    const waits = members.map((m) => (atOnce ? 0 : ms(this.at(m).preWaitS)));
    for (const [i, m] of members.entries())
      if (waits[i] === 0) this.start(m, isGroup ? place : null);
    for (const [i, m] of members.entries()) {
      const left = waits[i] ?? 0;
      if (left > 0)
        this.counters.push({ who: 'waits', place: m, group: isGroup ? place : null, left });
    }
    if (!isGroup) return;
    const says = this.at(last);
    const ends = members.map(
      (m, i) => (waits[i] ?? 0) + (says.follow === 'follow' ? this.length(m) : 0),
    );
    this.follows(last, Math.max(...ends));
  }

  protected follows(last: number, afterMs: number): void {
    const cue = this.at(last);
    const next = this.after(last, false).place;
    if (cue.follow === 'manual' || next === null) return;
    this.counters.push({
      who: 'follow',
      place: next,
      group: null,
      left: afterMs + ms(cue.postWaitS),
    });
  }

  protected start(place: number, group: number | null): void {
    this.panic = false;
    this.blackBy = null;
    this.slow = false;
    const goesOn = group !== null && this.begunGroup === group;
    this.settlesIn = goesOn ? Math.max(this.settlesIn, this.length(place)) : this.length(place);
    this.cue = group ?? place;
    this.begunGroup = group;
    this.starts.push([this.at(place).number, this.now]);
    if (group === null) {
      const cue = this.at(place);
      this.follows(place, cue.follow === 'follow' ? this.length(place) : 0);
    }
  }

  /** Plays the list from its beginning until so long into a cue: what waits is called as the one before has settled. */
  protected playTo(goal: number, afterMs: number): boolean {
    const number = this.at(goal).number;
    let isThere = false;
    let left = afterMs;
    const looked = (): void => {
      isThere ||= this.starts.some(([n]) => n === number);
    };
    const calls = (): boolean => {
      const called = this.calledLast();
      const next = called === null ? 0 : this.nextOnce(Math.max(...this.members(called)));
      if (next === null) return false;
      this.call(next, {});
      return true;
    };
    for (let i = 0; i < 100_000; i++) {
      for (let more = true; more && !isThere; ) {
        this.watch = null;
        const over = this.counters.filter((c) => c.left <= 0).sort((a, b) => a.left - b.left)[0];
        if (over) this.endOnce(over);
        else if (this.counters.length === 0 && (this.cue === null || this.settlesIn <= 0)) {
          if (!calls()) return false;
        } else more = false;
        looked();
      }
      if (isThere) {
        this.once = -1;
        this.watch = null;
        for (let over = this.firstOver(); over; over = this.firstOver()) this.end(over);
        if (left <= 0) return true;
        left -= TICK_MS;
      }
      this.now += TICK_MS;
      this.watch = null;
      this.count();
    }
    return false;
  }

  protected firstOver(): Counter | undefined {
    return this.counters.filter((c) => c.left <= 0).sort((a, b) => a.left - b.left)[0];
  }

  protected endOnce(counter: Counter): void {
    this.counters = this.counters.filter((one) => one !== counter);
    if (counter.who === 'waits') this.start(counter.place, counter.group);
    else this.call(counter.place, {});
  }
}
