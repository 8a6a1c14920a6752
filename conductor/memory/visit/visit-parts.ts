import type { VoiceFrame } from '#contracts/frames';
import type { Id, Text } from '#contracts/ids';
import type { Sketch } from '#contracts/picture';
import type { Remembrance } from '#contracts/remembrance';
import type { VisitAct, VisitStatus, VisitSummary } from '#contracts/visit';
import type { Log } from '../../kernel/log.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Road } from '../../road.ts';
import type { LampBoard } from '../../state/lamps.ts';
import type { Tell } from '../../tell.ts';
import type { FilmFile, Films, Memories, Speech } from '../parts.ts';
import type { VisitState } from './state.ts';

/** Where booth pages, consoles and displays hear of the visit. */
export interface VisitWire {
  /** To one booth page. `whole`: with everything that was left out, where an older one was not sent yet. */
  visit(booth: Id, status: VisitStatus, whole: () => VisitStatus): void;
  booth(summary: VisitSummary): void;
  /** To displays while the visit is on (WIRE-57); null: it is let go. */
  visitDrawing(lines: Sketch | null): void;
}

/** What of the road a visit asks for. */
export type VisitRoad = Pick<
  Road,
  | 'ask'
  | 'feel'
  | 'remember'
  | 'stage'
  | 'bodies'
  | 'sources'
  | 'wear'
  | 'show'
  | 'desk'
  | 'isSafe'
  | 'events'
>;

export interface VisitParts {
  readonly road: VisitRoad;
  readonly timing: Scheduler;
  readonly log: Log;
  readonly lamps: LampBoard;
  readonly tell: Tell;
  readonly wire: VisitWire;
  /** Null: nobody hears; writing is offered. */
  readonly speech: Speech | null;
  /** Null: no film is made. */
  readonly films: Films | null;
  /** Null: nothing is kept. */
  readonly memories: Memories | null;
  /** The music that answers takes this up in its next piece; null: no more. It is let go where absent. */
  readonly takeUp?: (notes: Remembrance['theme'] | null) => void;
  /** Chance, 0 to under 1: of worlds, and of names that cannot be guessed. */
  readonly chance: () => number;
}

export interface Visits {
  /** A booth page is there; no page of its name is there any more. */
  joined(booth: Id): void;
  left(booth: Id): void;
  act(booth: Id, act: VisitAct): void;
  /** A recorded visitor does something: gives way to everybody. `seed`: chance of its world, the same each time. */
  play(act: VisitAct, seed: number): void;
  voice(booth: Id, frame: VoiceFrame): void;
  /** A console ends the visit, or says that help came. */
  attend(what: 'stop' | 'helped'): void;
  /** The visitor's own music, null: more than fits; a kind sentence where it will not do. */
  tune(visit: Id, bytes: Uint8Array | null): Text | null;
  /** Whether somebody is there, other than a recorded visitor. */
  isServing(): boolean;
  /** Whether this is the visit that runs. */
  holds(visit: Id): boolean;
  /** The film of the visit that runs, and of no other. */
  film(visit: Id): FilmFile | null;
  /** The visitor's own music, for whoever makes the film of that remembrance; null: none. */
  tuneOf(id: string): Promise<Uint8Array | null>;
  state(): VisitState;
  summary(): VisitSummary;
  /** Lets everything go. Twice is harmless. */
  close(): void;
}
