import type { Cue, Show } from '#contracts/show';

export const ms = (s: number): number => Math.round(s * 1000);

/** The part of the slow model that knows the list: what comes after what, and how long a cue takes. */
export class ListModel {
  /** Rounds of the groups that are gone round; one that is not named is in its first. */
  protected rounds = new Map<string, number>();

  constructor(
    protected readonly show: Show,
    /** While it is played for a jump: the cue it leads to (other groups are gone round once), or -1 from there on. */
    protected once: number | null = null,
  ) {}

  protected at(place: number): Cue {
    return this.show.cues[place] as Cue;
  }

  protected groups() {
    return Object.entries(this.show.groups)
      .map(([id, group]) => ({
        id,
        ...group,
        first: this.place(group.from),
        last: this.place(group.to),
      }))
      .sort((a, b) => a.last - a.first - (b.last - b.first));
  }

  protected place(number: string): number {
    return this.show.cues.findIndex((c) => c.number === number);
  }

  protected members(place: number): number[] {
    const group = this.groups().find((g) => g.mode === 'together' && g.first === place);
    if (!group) return [place];
    return this.show.cues.map((_, i) => i).filter((i) => i >= group.first && i <= group.last);
  }

  /** What comes after the cue at `last` in the list, and the rounds that then are. */
  protected after(
    last: number,
    isGo: boolean,
  ): { place: number | null; rounds: Map<string, number> } {
    const groups = this.groups().filter((g) => g.mode === 'list' && g.times !== 1);
    const endless = groups.filter(
      (g) => g.times === 'until-go' && g.first <= last && g.last >= last,
    );
    let leaves = last;
    if (isGo && endless.length > 0) leaves = Math.max(...endless.map((g) => g.last));
    else
      for (const g of groups.filter((one) => one.last === last)) {
        const round = this.rounds.get(g.id) ?? 1;
        if (this.once !== null && this.once !== last && this.once !== -1) continue;
        if (g.times !== 'until-go' && round >= g.times) continue;
        const rounds = new Map(
          [...this.rounds].filter(([id]) =>
            this.groups().some(
              (o) => o.id === id && o.first <= g.first && o.last >= g.last && o.id !== g.id,
            ),
          ),
        );
        rounds.set(g.id, round + 1);
        return { place: g.first, rounds };
      }
    const next = leaves + 1 < this.show.cues.length ? leaves + 1 : this.show.loop ? 0 : null;
    const from = isGo && endless.length > 0 ? new Map<string, number>() : this.rounds;
    return { place: next, rounds: next === null ? from : this.roundsAt(next, from) };
  }

  protected roundsAt(place: number, rounds: Map<string, number>): Map<string, number> {
    const here = this.groups().filter((g) => g.first <= place && g.last >= place);
    return new Map([...rounds].filter(([id]) => here.some((g) => g.id === id)));
  }

  protected length(place: number): number {
    const cue = this.at(place);
    if (cue.scene !== undefined) return cue.cut ? 0 : ms(Math.max(0.5, cue.fade.seconds));
    return ms(
      Math.max(
        0,
        cue.master?.seconds ?? 0,
        cue.affect?.seconds ?? 0,
        ...cue.sounds.map((s) => s.fadeS),
      ),
    );
  }

  protected nextOnce(last: number): number | null {
    if (last + 1 < this.show.cues.length) return last + 1;
    return this.show.loop ? 0 : null;
  }
}
