import type { Random } from '../../random.ts';
import { type Body, GRID_HZ } from './body.ts';
import type { Signal } from './signal.ts';

const TAU = 2 * Math.PI;
const wrap = (angle: number): number => angle - TAU * Math.round(angle / TAU);

/** Events P, Q, R, S, T of McSharry et al. 2003, table 1: angle, size, width. */
const EVENTS = [
  { angle: -Math.PI / 3, size: 1.2, width: 0.25, bends: 0.5 },
  { angle: -Math.PI / 12, size: -5, width: 0.1, bends: 1 },
  { angle: 0, size: 30, width: 0.1, bends: 0 },
  { angle: Math.PI / 12, size: -7.5, width: 0.1, bends: 1 },
  { angle: Math.PI / 2, size: 0.75, width: 0.4, bends: 0.5 },
] as const;
/** From the model's z to millivolts: an R peak of about 1.2 mV. */
const MILLIVOLTS = 25;
const SUBSTEPS = 8;

/**
 * ECG in mV by the dynamical model ECGSYN (McSharry, Clifford, Tarassenko, Smith 2003, IEEE TBME 50(3)),
 * on its limit cycle: theta turns once a beat, z is pulled by five events and back to a baseline that
 * breathes. Angles and widths follow the heart rate as in the authors' program. R at theta = 0.
 */
export const ecg = (body: Body, rateHz: number, rng: Random): Signal => {
  let z = 0;
  return (n) => {
    const now = body.vitalsAt(n / rateHz);
    const omega = (TAU * now.heartRate) / 60;
    const bent = Math.sqrt(now.heartRate / 60);
    const dtS = 1 / (rateHz * SUBSTEPS);
    const baseline = 0.006 * (2 * now.lungs - 1);
    for (let i = SUBSTEPS - 1; i >= 0; i--) {
      const theta = TAU * now.beats - omega * dtS * i;
      let pull = 0;
      for (const e of EVENTS) {
        const away = wrap(theta - e.angle * bent ** e.bends);
        const width = e.width * bent;
        pull += e.size * away * Math.exp((-away * away) / (2 * width * width));
      }
      z += (-pull - (z - baseline)) * dtS;
    }
    const { effort } = body.at(Math.floor((n / rateHz) * GRID_HZ)).qualities;
    return [MILLIVOLTS * z + (0.008 + 0.02 * effort) * rng.normal()];
  };
};

/** Time from the R peak to the foot of the pulse at the wrist, seconds. */
const PULSE_DELAY_S = 0.22;

/**
 * Pulse wave at the wrist, arbitrary units: two Gaussians a beat, systolic and diastolic
 * (Tang et al. 2020, Scientific Data 7:259 "Synthetic photoplethysmogram generation using two Gaussian
 * functions"), on a baseline that breathes, with artefacts that grow with effort.
 */
export const ppg = (body: Body, rateHz: number, rng: Random): Signal => {
  let artefact = 0;
  return (n) => {
    const now = body.vitalsAt(Math.max(0, n / rateHz - PULSE_DELAY_S));
    const theta = TAU * (now.beats % 1) - Math.PI;
    const systolic = 0.82 * Math.exp(-(wrap(theta + Math.PI / 2) ** 2) / (2 * 0.6 ** 2));
    const diastolic = 0.4 * Math.exp(-(wrap(theta) ** 2) / (2 * 1.2 ** 2));
    const { effort } = body.at(Math.floor((n / rateHz) * GRID_HZ)).qualities;
    artefact += -0.08 * artefact + 0.6 * effort ** 2 * rng.normal();
    return [
      80 * (systolic + diastolic - 0.5) + 8 * (now.lungs - 0.5) + artefact + 0.4 * rng.normal(),
    ];
  };
};
