import type { Stop, Timing } from '../net/types.ts';
import { deviceClock } from '../sensor-page/device-clock.ts';
import {
  BATTERY,
  type GattCharacteristic,
  type GattDevice,
  type GattServer,
  HEART_RATE,
  POLAR,
} from './gatt.ts';
import { type HeartRate, readHeartRate } from './heart-rate.ts';
import { type PolarPacket, readPolar, START_ACC, START_ECG } from './polar.ts';

/** What a strap says while it is worn. */
export interface StrapEvents {
  /** connecting; live: notifications are on; lost: it is tried again by itself. */
  state(state: 'connecting' | 'live' | 'lost'): void;
  heart(heart: HeartRate, atMs: number): void;
  /** Raw samples of a Polar H10; `atMs` is the last sample in local time. */
  packet(packet: PolarPacket, atMs: number): void;
  /** 0..1. */
  battery(share: number): void;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;
const BATTERY_EVERY_MS = 60_000;

/** Listens to a characteristic; gives what stops it. */
const notified = async (
  characteristic: GattCharacteristic,
  hear: (view: DataView) => void,
): Promise<Stop> => {
  const on = (): void => {
    if (characteristic.value) hear(characteristic.value);
  };
  characteristic.addEventListener('characteristicvaluechanged', on);
  await characteristic.startNotifications();
  return () => characteristic.removeEventListener('characteristicvaluechanged', on);
};

/** What a strap may lack: then it is simply not heard. */
const optional = async <T>(make: () => Promise<T>): Promise<T | null> => {
  try {
    return await make();
  } catch {
    return null;
  }
};

/** Keeps a strap connected until stopped: subscribes, and comes back by itself after it was out of reach. */
export const openStrap = (device: GattDevice, timing: Timing, on: StrapEvents): Stop => {
  const clocks = { ecg: deviceClock(), acc: deviceClock() };
  let stopped = false;
  let retryMs = FIRST_RETRY_MS;
  let stops: Stop[] = [];
  let cancel: Stop = () => {};

  const letGo = (): void => {
    for (const stop of stops) stop();
    stops = [];
  };

  const heartOf = async (server: GattServer): Promise<void> => {
    const service = await server.getPrimaryService(HEART_RATE.service);
    const measurement = await service.getCharacteristic(HEART_RATE.measurement);
    stops.push(
      await notified(measurement, (view) => {
        const heart = readHeartRate(view);
        if (heart) on.heart(heart, timing.nowMs());
      }),
    );
  };

  const rawOf = async (server: GattServer): Promise<void> => {
    const service = await server.getPrimaryService(POLAR.service);
    const data = await service.getCharacteristic(POLAR.data);
    stops.push(
      await notified(data, (view) => {
        const packet = readPolar(view);
        if (packet) on.packet(packet, clocks[packet.kind](packet.deviceMs, timing.nowMs()));
      }),
    );
    const control = await service.getCharacteristic(POLAR.control);
    await control.startNotifications();
    await control.writeValueWithResponse(START_ECG);
    await control.writeValueWithResponse(START_ACC);
  };

  const batteryOf = async (server: GattServer): Promise<void> => {
    const service = await server.getPrimaryService(BATTERY.service);
    const level = await service.getCharacteristic(BATTERY.level);
    const ask = async (): Promise<void> => {
      const view = await optional(() => level.readValue());
      if (view && view.byteLength > 0) on.battery(Math.min(1, view.getUint8(0) / 100));
      stopAsking = stopped
        ? () => {}
        : timing.at(timing.nowMs() + BATTERY_EVERY_MS, () => void ask());
    };
    let stopAsking: Stop = () => {};
    stops.push(() => stopAsking());
    await ask();
  };

  const connect = async (): Promise<void> => {
    if (stopped || !device.gatt) return;
    on.state('connecting');
    try {
      const server = await device.gatt.connect();
      await heartOf(server);
      on.state('live');
      retryMs = FIRST_RETRY_MS;
      await optional(() => rawOf(server));
      await optional(() => batteryOf(server));
    } catch {
      lost();
    }
  };

  const lost = (): void => {
    letGo();
    if (stopped) return;
    on.state('lost');
    cancel();
    cancel = timing.at(timing.nowMs() + retryMs, () => void connect());
    retryMs = Math.min(LAST_RETRY_MS, 2 * retryMs);
  };

  device.addEventListener('gattserverdisconnected', lost);
  void connect();
  return () => {
    if (stopped) return;
    stopped = true;
    cancel();
    letGo();
    device.removeEventListener('gattserverdisconnected', lost);
    device.gatt?.disconnect();
  };
};
