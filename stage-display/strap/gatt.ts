/** What of Web Bluetooth a strap needs; the browser's own objects fit, and so does a fake in a test. */
export interface GattCharacteristic {
  readonly value?: DataView | undefined;
  startNotifications(): Promise<unknown>;
  readValue(): Promise<DataView>;
  writeValueWithResponse(value: BufferSource): Promise<void>;
  addEventListener(type: 'characteristicvaluechanged', fn: (event: Event) => void): void;
  removeEventListener(type: 'characteristicvaluechanged', fn: (event: Event) => void): void;
}

export interface GattService {
  getCharacteristic(id: string | number): Promise<GattCharacteristic>;
}

export interface GattServer {
  readonly connected: boolean;
  connect(): Promise<GattServer>;
  disconnect(): void;
  getPrimaryService(id: string | number): Promise<GattService>;
}

export interface GattDevice {
  readonly id: string;
  readonly name?: string | undefined;
  readonly gatt?: GattServer | undefined;
  addEventListener(type: 'gattserverdisconnected', fn: () => void): void;
  removeEventListener(type: 'gattserverdisconnected', fn: () => void): void;
}

export interface Bluetooth {
  requestDevice(options: {
    readonly filters: readonly { readonly services: readonly (string | number)[] }[];
    readonly optionalServices: readonly (string | number)[];
  }): Promise<GattDevice>;
}

/** Bluetooth SIG assigned numbers. */
export const HEART_RATE = { service: 0x180d, measurement: 0x2a37 } as const;
export const BATTERY = { service: 0x180f, level: 0x2a19 } as const;

/** Polar's measurement data service (Polar BLE SDK, technical documentation). */
export const POLAR = {
  service: 'fb005c80-02e7-f387-1cad-8acd2d8df0c8',
  control: 'fb005c81-02e7-f387-1cad-8acd2d8df0c8',
  data: 'fb005c82-02e7-f387-1cad-8acd2d8df0c8',
} as const;
