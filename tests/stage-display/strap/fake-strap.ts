import type {
  GattCharacteristic,
  GattDevice,
  GattServer,
} from '../../../stage-display/strap/gatt.ts';
import { BATTERY, HEART_RATE, POLAR } from '../../../stage-display/strap/gatt.ts';

/** A strap that speaks its protocol, byte by byte, and can be carried out of reach. */
export interface FakeStrap {
  readonly device: GattDevice;
  /** Commands written to the control point. */
  readonly written: number[][];
  /** Connections asked for so far. */
  connects(): number;
  heart(...bytes: number[]): void;
  data(...bytes: number[]): void;
  /** Out of reach: every connection fails until it is back. */
  away(away: boolean): void;
}

export const fakeStrap = ({ polar = true } = {}): FakeStrap => {
  const written: number[][] = [];
  const heard = new Map<string | number, Set<(event: Event) => void>>();
  const values = new Map<string | number, DataView>();
  const lost = new Set<() => void>();
  let connects = 0;
  let isAway = false;

  const characteristic = (id: string | number): GattCharacteristic => ({
    get value() {
      return values.get(id);
    },
    startNotifications: async () => undefined,
    readValue: async () => new DataView(Uint8Array.of(87).buffer),
    async writeValueWithResponse(bytes) {
      written.push([...new Uint8Array(bytes as ArrayBuffer)]);
    },
    addEventListener(_, fn) {
      heard.set(id, (heard.get(id) ?? new Set()).add(fn));
    },
    removeEventListener: (_, fn) => void heard.get(id)?.delete(fn),
  });
  const known = new Set<string | number>([HEART_RATE.service, BATTERY.service]);
  if (polar) known.add(POLAR.service);
  const server: GattServer = {
    connected: true,
    async connect() {
      connects++;
      if (isAway) throw new Error('out of reach');
      return server;
    },
    disconnect() {},
    async getPrimaryService(id) {
      if (!known.has(id)) throw new Error('no such service');
      return { getCharacteristic: async (which) => characteristic(which) };
    },
  };
  const notify = (id: string | number, bytes: readonly number[]): void => {
    values.set(id, new DataView(Uint8Array.from(bytes).buffer));
    for (const fn of heard.get(id) ?? []) fn(new Event('characteristicvaluechanged'));
  };
  return {
    device: {
      id: 'fake',
      name: 'Polar H10 12345678',
      gatt: server,
      addEventListener: (_, fn) => void lost.add(fn),
      removeEventListener: (_, fn) => void lost.delete(fn),
    },
    written,
    connects: () => connects,
    heart: (...bytes) => notify(HEART_RATE.measurement, bytes),
    data: (...bytes) => notify(POLAR.data, bytes),
    away(away) {
      isAway = away;
      if (away) for (const fn of lost) fn();
    },
  };
};
