import type { Text } from '#contracts/ids';
import type { SensorLink, SensorSource } from '../net/index.ts';
import type { SensorPageParts, SensorRun } from './types.ts';
import { PAGE } from './words.ts';

export interface RunParts {
  readonly page: Pick<SensorPageParts, 'device'>;
  readonly id: string;
  readonly link: SensorLink;
  readonly body: () => string | undefined;
  readonly notice: (text: Text | null) => void;
  readonly trace: (values: readonly number[]) => void;
  readonly end: (why?: Text) => void;
}

/** A run with what the shell does to it from outside. */
export interface OwnedRun extends SensorRun {
  /** Announces everything again: the body has another name now. */
  renew(): void;
  /** Every source waits for this reason. */
  allWait(reason: Text): void;
  /** No call does anything from now on; the conductor is told that it ended. */
  close(): void;
}

/** From a tap on start to the stop. */
export const ownedRun = ({ page, id, link, body, notice, trace, end }: RunParts): OwnedRun => {
  const sources = new Map<string, Omit<SensorSource, 'body'> & { readonly ownBody?: string }>();
  let over = false;

  const announce = (source: string): void => {
    const known = sources.get(source);
    if (!known) return;
    const { ownBody, ...rest } = known;
    const named = ownBody ?? body();
    link.announce({ ...rest, ...(named !== undefined && { body: named }) });
  };

  return {
    id,
    link,
    nowMs: link.nowMs,
    announce({ id: source = id, body: ownBody, label, streams }) {
      if (over) return;
      sources.set(source, {
        id: source,
        device: page.device,
        label,
        streams,
        ...(ownBody !== undefined && { ownBody }),
      });
      announce(source);
    },
    send: (stream, data, atMs, source = id) => !over && link.send(source, stream, data, atMs),
    waits(reason, source = id) {
      if (!over) link.say(source, 'waiting', reason);
    },
    notice: (text) => void (over || notice(text)),
    trace: (values) => void (over || trace(values)),
    end: (why) => void (over || end(why)),
    renew: () => [...sources.keys()].forEach(announce),
    allWait(reason) {
      for (const source of sources.keys()) link.say(source, 'waiting', reason);
    },
    close() {
      if (over) return;
      over = true;
      for (const source of sources.keys()) link.say(source, 'ended', PAGE.stopped);
    },
  };
};
