import type { KeepsakeProbe } from '#contracts/keepsake';

declare global {
  interface Window {
    /** Films are made by it; see main.ts. */
    __keepsake?: KeepsakeProbe;
  }
}

export type { KeepsakeProbe };
