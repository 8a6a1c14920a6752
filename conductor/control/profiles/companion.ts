import { messages, type OscProfile, plainMessage, problem } from './profile.ts';

const DONE = ['press', 'down', 'up', 'rotate-left', 'rotate-right', 'step'] as const;
const STYLES = ['style/bgcolor', 'style/color', 'style/text'] as const;
const PLACE = /^(?:\/location)?\/(\d+)\/(-?\d+)\/(-?\d+)(?:\/(.+))?$/;
const VARIABLE = /^\/custom-variable\/[A-Za-z0-9_-]+\/value$/;

const isDone = (what: string): boolean =>
  (DONE as readonly string[]).includes(what) || (STYLES as readonly string[]).includes(what);

/**
 * Bitfocus Companion (https://companion.free/user-guide/remote_control/osc_control): its OSC listener is on
 * UDP 12321. `/1/0/3` is short for `/location/1/0/3/press`: page, row, column. It never answers; feedback goes
 * the other way, by /yeoun/subscribe.
 */
export const companion: OscProfile = {
  hello: () => [],
  keep: null,
  dress({ address, args }) {
    if (VARIABLE.test(address) || address === '/surfaces/rescan')
      return messages(plainMessage(address, args));
    const [, page, row, column, what = 'press'] = PLACE.exec(address) ?? [];
    if (page !== undefined && Number(page) >= 1 && isDone(what))
      return messages(plainMessage(`/location/${page}/${row}/${column}/${what}`, args));
    return problem(
      `Companion has no ${address}; such as /location/1/0/3/press (page, row, column) or /custom-variable/cue/value.`,
      `Companion에는 ${address}가 없습니다. 예: /location/1/0/3/press(페이지, 행, 열), /custom-variable/cue/value.`,
    );
  },
  understand: () => null,
};
