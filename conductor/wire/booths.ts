import { decodeVoice, type VoiceFrame } from '#contracts/frames';
import type { Id, Text } from '#contracts/ids';
import type { VisitAct, VisitStatus } from '#contracts/visit';
import type { ServerMessage } from '#contracts/wire';
import type { Client } from './connection.ts';

/** Who looks after the booth: what pages say there, and what they fetch. */
export interface BoothHost {
  /** A booth page is there; no page of its name is there any more. */
  joined(booth: Id): void;
  left(booth: Id): void;
  act(booth: Id, act: VisitAct): void;
  voice(booth: Id, frame: VoiceFrame): void;
  attend(what: 'stop' | 'helped'): void;
  /** Whether this is the visit that runs. */
  holds(visit: Id): boolean;
  /** Music of the visitor of a visit, null where there was more than fits; answers null where it was taken. */
  tune(visit: Id, bytes: Uint8Array | null): Text | null;
  /** The film of the visit that runs; null: of no other, and none yet. */
  film(visit: Id): { readonly bytes: Uint8Array; readonly mime: string } | null;
}

export interface Booths {
  joined(client: Client): void;
  left(client: Client): void;
  /** False: not for this client to say. */
  act(client: Client, act: VisitAct): boolean;
  binary(client: Client, bytes: Buffer): boolean;
  /** To every page of one booth. `whole` takes the place of a message that was not sent yet. */
  visit(booth: Id, status: VisitStatus, whole: () => VisitStatus): void;
}

const text = (visit: VisitStatus): string => {
  const message: ServerMessage = { t: 'visit', visit };
  return JSON.stringify(message);
};

/** Booth pages by the id of their hello: a page that loads again, or a second window of it, is the same booth. */
export const booths = (host: () => BoothHost | null): Booths => {
  const pages = new Map<Id, Set<Client>>();
  const isHere = (client: Client): boolean => pages.get(client.id)?.has(client) ?? false;
  return {
    joined(client) {
      if (client.role !== 'booth') return;
      const same = pages.get(client.id) ?? new Set();
      pages.set(client.id, same.add(client));
      host()?.joined(client.id);
    },
    left(client) {
      const same = pages.get(client.id);
      if (!same?.delete(client) || same.size > 0) return;
      pages.delete(client.id);
      host()?.left(client.id);
    },
    act(client, act) {
      if (!isHere(client)) return false;
      host()?.act(client.id, act);
      return true;
    },
    binary(client, bytes) {
      const frame = isHere(client) ? decodeVoice(bytes) : null;
      if (frame) host()?.voice(client.id, frame);
      return frame !== null;
    },
    visit(booth, status, whole) {
      const same = pages.get(booth);
      if (!same || same.size === 0) return;
      const data = text(status);
      let all: string | null = null;
      const merge = (): string => {
        all ??= text(whole());
        return all;
      };
      for (const { outbox } of same) outbox.offer('visit', data, merge);
    },
  };
};
