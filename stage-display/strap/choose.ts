import { PageTrouble } from '../sensor-page/index.ts';
import { BATTERY, type Bluetooth, type GattDevice, HEART_RATE, POLAR } from './gatt.ts';
import { STRAP } from './words.ts';

const has = (value: unknown): value is Bluetooth =>
  typeof value === 'object' && value !== null && 'requestDevice' in value;

/** The browser's Bluetooth, or null where it has none. */
export const bluetoothOf = (browser: object): Bluetooth | null => {
  const found: unknown = 'bluetooth' in browser ? browser.bluetooth : null;
  return has(found) ? found : null;
};

/** Lets the performer choose a strap. Call it in the tap. Rejects with a PageTrouble that says what to do. */
export const chooseStrap = async (bluetooth: Bluetooth | null): Promise<GattDevice> => {
  if (!bluetooth) throw new PageTrouble(STRAP.noBluetooth);
  try {
    return await bluetooth.requestDevice({
      filters: [{ services: [HEART_RATE.service] }],
      optionalServices: [BATTERY.service, POLAR.service],
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new PageTrouble(name === 'NotFoundError' ? STRAP.notPicked : STRAP.off);
  }
};
