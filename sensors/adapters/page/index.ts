import { z } from 'zod';
import { DEFAULT_BODY, Id } from '#contracts/ids';
import type { Adapter, PageEvent, SourceContext } from '../../source.ts';
import { type Guest, guest } from './guest.ts';

export const PageOptions = z.strictObject({ body: Id.default(DEFAULT_BODY) });
export type PageOptions = z.infer<typeof PageOptions>;

export const MAX_PAGES = 64;

/** Camera, phone, strap and microphone pages, and programs that speak the wire as a sensor (WIRE.md). */
export const page: Adapter<PageOptions> = {
  kind: 'page',
  title: { en: 'Sensor pages', ko: '센서 페이지' },
  help: 'body=<name> (who a page counts as that names nobody)\nPages: /camera /phone /strap /microphone, and programs that join the wire with the role sensor',
  options: PageOptions,
  open(options, context) {
    const hear = listener(options, context);
    let stopped = false;
    const off = context.pages.on((event) => {
      if (!stopped) hear(event);
    });
    return () => {
      stopped = true;
      off();
    };
  },
};

const listener = (options: PageOptions, context: SourceContext) => {
  const guests = new Map<string, Guest>();

  /** Forgets the page that left first, if one has left. */
  const makeRoom = (): boolean => {
    for (const [id, { hasLeft }] of guests) {
      if (!hasLeft) continue;
      guests.delete(id);
      return true;
    }
    return false;
  };
  const guestOf = (id: string): Guest | null => {
    const old = guests.get(id);
    if (old) return old;
    if (guests.size >= MAX_PAGES && !makeRoom()) return null;
    const made = guest(id, options.body, context);
    guests.set(id, made);
    return made;
  };
  /** What is wrong with what a page says, or null. */
  const faultOf = (event: PageEvent): string | null => {
    if (event.t === 'announce') {
      const from = guestOf(event.page);
      return from ? from.announce(event.announce) : `is page ${MAX_PAGES + 1}`;
    }
    const from = guests.get(event.page);
    if (event.t === 'left') {
      from?.left();
      if (from) {
        // To the end of the list: the one that left first makes room first.
        guests.delete(event.page);
        guests.set(event.page, from);
      }
      return null;
    }
    if (!from) return 'speaks of a source before it announced one';
    return event.t === 'samples' ? from.samples(event) : from.state(event);
  };
  return (event: PageEvent): void => {
    const fault = faultOf(event);
    if (fault !== null) context.refuse('page', `${event.page} ${fault}`);
  };
};
