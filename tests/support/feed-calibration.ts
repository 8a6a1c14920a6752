import type { CalibrationStatus, Verdict } from '#contracts/calibration';
import type { Intent } from '#contracts/intent';
import { planOf } from '../../conductor/affect/calibration/session/plan.ts';
import { begin, type SessionState } from '../../conductor/affect/calibration/session/state.ts';
import { idleStatus, statusOf } from '../../conductor/affect/calibration/session/status.ts';
import { type Input, step } from '../../conductor/affect/calibration/session/step.ts';

/** What comes of it in appearance. */
export const PRETENDED: Verdict = {
  usable: true,
  text: {
    en: 'Usable: positive, negative are told apart, 81 % right in recalls left out (95 %: 63 % to 94 %; chance 50 %).',
    ko: '쓸 수 있습니다. 긍정, 부정을 구별합니다. 빼 둔 회상에서 81 % 맞음(95 %: 63 %~94 %, 우연 50 %).',
  },
  balancedAccuracy: 0.81,
  ci: [0.63, 0.94],
  chance: 0.5,
  pValue: 0.004,
  recalls: 6,
};

export interface CalibrationScenario {
  verdict: Verdict;
  hears: boolean;
  signals: CalibrationStatus['signals'];
}

export const CALM_CALIBRATION: Readonly<CalibrationScenario> = {
  verdict: PRETENDED,
  hears: true,
  signals: [
    { modality: 'physiology', quality: 0.97 },
    {
      modality: 'brain',
      quality: 0.45,
      remark: {
        en: 'Headband: no contact with the skin: moisten it, move hair away, press it on.',
        ko: '머리띠: 피부에 닿지 않습니다. 살짝 적시고 머리카락을 치운 뒤 다시 붙이세요.',
      },
    },
  ],
};

const BEAT_MS = 250;
const FIT_MS = 600;

/** A calibration in appearance: the real session, as quick as a test wants it, with nothing behind it. */
export const feedCalibration = (
  now: CalibrationScenario,
  tell: (status: CalibrationStatus) => void,
) => {
  let state: SessionState | null = null;
  let aheadMs = 0;
  const nowMs = (): number => Date.now() + aheadMs;

  const status = (): CalibrationStatus => (state ? statusOf(state, now.signals) : idleStatus());
  const go = (input: Input): void => {
    if (state) state = step(state, input, nowMs()).state;
  };
  const beat = (): void => {
    if (now.hears) go({ is: 'heard' });
    go({ is: 'tick', ready: true });
    if (state?.phase === 'fitting' && state.ranMs >= FIT_MS)
      go({ is: 'fitted', verdict: now.verdict });
  };
  const timer = setInterval(() => {
    if (!state || state.phase === 'done') return;
    beat();
    tell(status());
  }, BEAT_MS);

  return {
    status,
    obey(intent: Intent): void {
      if (intent.do === 'label') go({ is: 'label', feeling: intent.feeling });
      if (intent.do !== 'calibrate') return;
      const { body = 'dancer', person = null, recalls, recallS } = intent;
      if (intent.step === 'begin')
        state = begin(planOf({ body, person, recalls, recallS, seed: 7 }), nowMs());
      else if (intent.step === 'stop') state = null;
      else if (intent.step !== 'resume') go({ is: intent.step });
      tell(status());
    },
    /** Lets so much of the session go by at once. */
    pass(seconds: number): void {
      for (let i = 0; i < (seconds * 1000) / BEAT_MS; i++) {
        aheadMs += BEAT_MS;
        beat();
      }
      tell(status());
    },
    close: (): void => clearInterval(timer),
  };
};
