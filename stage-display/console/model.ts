import type { DeskStatus, Heard, Learned } from '#contracts/desk';
import type { Edited, EditStatus } from '#contracts/editing';
import type { FeatureValue } from '#contracts/feature';
import type { Text } from '#contracts/ids';
import type { Patch } from '#contracts/patch';
import type { StageState } from '#contracts/stage';
import type { Health } from '#contracts/status';
import type { VisitSummary } from '#contracts/visit';
import type { Note, StageShow } from '#contracts/wire';
import type { LinkStatus, Thumb } from '../net/index.ts';

export type StageCue = StageShow['cues'][number];

/** A value and the local time at which it was heard: everything on this page knows its age. */
export interface Timed<T> {
  readonly value: T;
  readonly heardMs: number;
}

/** Most messages, displays with pictures and features that are kept. */
export const MAX_NOTES = 200;
export const MAX_HEARD = 300;
export const MAX_THUMBS = 12;
export const MAX_FEATURES = 256;
export const MAX_EDITED = 32;

/** After this long without a state the show counts as silent, although the socket is open. */
export const SILENT_MS = 1_500;

/** What the console knows. Plain data; scopes and histories live beside it in ring buffers. */
export interface ConsoleModel {
  readonly link: LinkStatus | null;
  readonly show: StageShow | null;
  readonly state: Timed<StageState> | null;
  /** Show time at which the running cue was seen to change; null where nobody saw it. */
  readonly cueSinceMs: number | null;
  /** The same for the standby: it moves on when a cue is called, before that cue's pre-wait. */
  readonly standbySinceMs: number | null;
  readonly health: Timed<Health> | null;
  /** What this machine remembers of its sensors; null before the conductor said it. */
  readonly patch: Patch | null;
  /** By `body/name`. */
  readonly features: ReadonlyMap<string, Timed<FeatureValue>>;
  /** Newest first. */
  readonly notes: readonly Note[];
  /** What the conductor says for the desk; null where it said nothing yet. */
  readonly desk: Timed<DeskStatus> | null;
  /** How the booth stands; null where nobody told it. */
  readonly booth: VisitSummary | null;
  /** Messages of peers, newest first. */
  readonly heard: readonly Heard[];
  /** The show file as an editor sees it; null where nobody told it. */
  readonly file: EditStatus | null;
  /** What became of the edits asked for here, newest last. */
  readonly edited: readonly Edited[];
  /** The newest denial of an edit; null: there was none. */
  readonly editDenied: { readonly text: Text } | null;
  /** The MIDI control that was touched last while this page learned. */
  readonly learned: Learned | null;
  /** By display. */
  readonly thumbs: ReadonlyMap<string, Timed<Thumb>>;
}

export const emptyModel: ConsoleModel = {
  link: null,
  show: null,
  state: null,
  cueSinceMs: null,
  standbySinceMs: null,
  health: null,
  patch: null,
  features: new Map(),
  notes: [],
  desk: null,
  booth: null,
  heard: [],
  file: null,
  edited: [],
  editDenied: null,
  learned: null,
  thumbs: new Map(),
};

export type ConsoleEvent =
  | { readonly t: 'link'; readonly status: LinkStatus }
  | { readonly t: 'show'; readonly show: StageShow }
  | { readonly t: 'state'; readonly state: StageState }
  | { readonly t: 'health'; readonly health: Health }
  | { readonly t: 'patch'; readonly patch: Patch }
  | { readonly t: 'features'; readonly features: readonly FeatureValue[] }
  | { readonly t: 'notes'; readonly notes: readonly Note[] }
  | { readonly t: 'thumb'; readonly thumb: Thumb }
  | { readonly t: 'desk'; readonly desk: DeskStatus }
  | { readonly t: 'booth'; readonly booth: VisitSummary }
  | { readonly t: 'heard'; readonly messages: readonly Heard[] }
  | { readonly t: 'learned'; readonly learned: Learned | null }
  | { readonly t: 'editing'; readonly status: EditStatus }
  | { readonly t: 'edited'; readonly edited: Edited }
  | { readonly t: 'edit-denied'; readonly text: Text };

/** What the console knows after it heard `event` at local time `nowMs`. */
export const hear = (model: ConsoleModel, event: ConsoleEvent, nowMs: number): ConsoleModel => {
  switch (event.t) {
    case 'link':
      return { ...model, link: event.status };
    case 'show':
      return { ...model, show: event.show };
    case 'state':
      return hearState(model, event.state, nowMs);
    case 'health':
      return { ...model, health: { value: event.health, heardMs: nowMs } };
    case 'patch':
      return { ...model, patch: event.patch };
    case 'features':
      return { ...model, features: hearFeatures(model.features, event.features, nowMs) };
    case 'notes':
      return { ...model, notes: mergeNotes(model.notes, event.notes) };
    case 'desk':
      return { ...model, desk: { value: event.desk, heardMs: nowMs } };
    case 'booth':
      return { ...model, booth: event.booth };
    case 'heard':
      return {
        ...model,
        heard: [...[...event.messages].reverse(), ...model.heard].slice(0, MAX_HEARD),
      };
    case 'learned':
      return { ...model, learned: event.learned };
    case 'editing':
      return { ...model, file: event.status };
    case 'edited':
      return { ...model, edited: [...model.edited, event.edited].slice(-MAX_EDITED) };
    case 'edit-denied':
      return { ...model, editDenied: { text: event.text } };
    case 'thumb':
      return { ...model, thumbs: hearThumb(model.thumbs, event.thumb, nowMs) };
  }
};

const hearState = (model: ConsoleModel, state: StageState, nowMs: number): ConsoleModel => {
  const before = model.state?.value;
  // While frozen, show time stands: what began before begins that much later.
  const held = before?.frozen ? state.atMs - before.atMs : 0;
  const since = (name: 'cue' | 'standby', known: number | null): number | null => {
    if (before && before[name] !== state[name]) return state.atMs;
    return known === null ? null : known + held;
  };
  return {
    ...model,
    state: { value: state, heardMs: nowMs },
    cueSinceMs: since('cue', model.cueSinceMs),
    standbySinceMs: since('standby', model.standbySinceMs),
  };
};

const featureKey = (f: FeatureValue): string => `${f.bodyId}/${f.name}`;

const hearFeatures = (
  known: ConsoleModel['features'],
  fresh: readonly FeatureValue[],
  nowMs: number,
): ConsoleModel['features'] => {
  const next = new Map(known);
  for (const f of fresh) {
    const key = featureKey(f);
    const had = next.get(key);
    // Two sources may give the same feature: the newer signal wins.
    if (had && had.value.atMs > f.atMs) continue;
    if (had || next.size < MAX_FEATURES) next.set(key, { value: f, heardMs: nowMs });
  }
  return next;
};

const noteKey = (note: Note): string => `${note.atMs} ${note.door} ${note.text.en}`;

/** Notes newest first, each once however often it was sent, at most {@link MAX_NOTES}. */
export const mergeNotes = (known: readonly Note[], fresh: readonly Note[]): readonly Note[] => {
  const seen = new Set(known.map(noteKey));
  const added = fresh.filter((note) => {
    const key = noteKey(note);
    return !seen.has(key) && seen.add(key);
  });
  if (added.length === 0) return known;
  return [...known, ...added].sort((a, b) => b.atMs - a.atMs).slice(0, MAX_NOTES);
};

const hearThumb = (
  known: ConsoleModel['thumbs'],
  thumb: Thumb,
  nowMs: number,
): ConsoleModel['thumbs'] => {
  const next = new Map(known);
  next.set(thumb.displayId, { value: thumb, heardMs: nowMs });
  if (next.size <= MAX_THUMBS) return next;
  const oldest = [...next].sort(([, a], [, b]) => a.heardMs - b.heardMs)[0];
  if (oldest) next.delete(oldest[0]);
  return next;
};
