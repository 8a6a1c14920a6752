/** Rates that sensors have; a measured one this near to one of them is that one. */
const USUAL_HZ = [
  1, 2, 4, 5, 8, 10, 16, 20, 25, 30, 32, 40, 50, 52, 60, 64, 100, 104, 120, 125, 128, 130, 200, 220,
  250, 256, 300, 400, 500, 512, 1000, 1024, 2000, 2048,
];
const NEAR = 0.03;

/** The usual rate near a measured one, or the measured one to three digits. */
export const nominal = (hz: number): number => {
  const best = USUAL_HZ.reduce((a, b) => (Math.abs(b - hz) < Math.abs(a - hz) ? b : a));
  return Math.abs(best - hz) <= NEAR * best ? best : Number(hz.toPrecision(3));
};
