import type { Text } from '#contracts/ids';

/** What the console says of a stream that is not as it should be: what is seen, what to do. */
const list = (names: readonly string[]): string => names.slice(0, 8).join(', ');

export const contactLost = (stream: string, channels: readonly string[]): Text => ({
  en: `${stream}: ${list(channels)} does not touch the skin. Press it on, or wet it.`,
  ko: `${stream}: ${list(channels)} 전극이 피부에 닿지 않습니다. 눌러 주거나 물을 조금 묻혀 주세요.`,
});
export const electrodeRails = (stream: string, channels: readonly string[]): Text => ({
  en: `${stream}: ${list(channels)} stands at the end of its range. Check its cable and its skin contact.`,
  ko: `${stream}: ${list(channels)} 값이 측정 범위 끝에 붙어 있습니다. 선과 피부 접촉을 확인해 주세요.`,
});
export const electrodeHums = (stream: string, channels: readonly string[]): Text => ({
  en: `${stream}: ${list(channels)} is drowned in hum or hiss. Seat it better, and move away from mains cables.`,
  ko: `${stream}: ${list(channels)}에 잡음이 심합니다. 고쳐 씌우고 전원선에서 떨어져 주세요.`,
});
export const flatChannels = (stream: string, channels: readonly string[]): Text => ({
  en: `${stream}: ${list(channels)} gives one value only. Check its cable, or start the sensor again.`,
  ko: `${stream}: ${list(channels)} 값이 변하지 않습니다. 선을 확인하거나 센서를 다시 켜 주세요.`,
});
export const outOfRange = (stream: string, unit: string, seen: string): Text => ({
  en: `${stream}: values such as ${seen} ${unit} cannot come from a body. Check the unit and the sensor's range.`,
  ko: `${stream}: ${seen} ${unit} 같은 값은 몸에서 나올 수 없습니다. 단위와 센서 범위를 확인해 주세요.`,
});
export const ecgOff = (stream: string): Text => ({
  en: `${stream}: the electrodes do not touch the skin. Wet them and tighten the strap.`,
  ko: `${stream}: 전극이 피부에 닿지 않습니다. 물을 묻히고 띠를 조여 주세요.`,
});
export const ecgNoisy = (stream: string): Text => ({
  en: `${stream}: movement drowns the heartbeat. Tighten the strap and wet the electrodes.`,
  ko: `${stream}: 움직임 때문에 심장 신호가 묻힙니다. 띠를 조이고 전극에 물을 묻혀 주세요.`,
});
export const ecgUpsideDown = (stream: string): Text => ({
  en: `${stream}: the ECG is upside down; beats are still found. Exchange the two electrodes.`,
  ko: `${stream}: 심전도가 뒤집혀 있습니다. 박동은 그대로 찾지만 두 전극을 서로 바꿔 주세요.`,
});
export const gyroIsAcc = (stream: string): Text => ({
  en: `${stream}: this is acceleration, not turning (it rests at gravity). Exchange acc and gyro at the sender.`,
  ko: `${stream}: 회전이 아니라 가속도 값입니다(가만히 있어도 중력이 보입니다). 보내는 쪽에서 acc와 gyro를 서로 바꿔 주세요.`,
});
export const poseUpsideDown = (stream: string): Text => ({
  en: `${stream}: the body stands on its head. y must be 0 at the floor and 1 at the top: send 1 - y.`,
  ko: `${stream}: 몸이 거꾸로 서 있습니다. y는 바닥이 0, 위가 1이어야 합니다. 1 - y를 보내 주세요.`,
});
export const poseSideways = (stream: string): Text => ({
  en: `${stream}: the body never stood upright. If she is not lying down, x and y are exchanged, or the camera is turned.`,
  ko: `${stream}: 몸이 한 번도 똑바로 선 적이 없습니다. 누워 있는 것이 아니라면 x와 y가 바뀌었거나 카메라가 돌아가 있습니다.`,
});
export const posePixels = (stream: string): Text => ({
  en: `${stream}: places such as 640 are pixels. Send x and y as shares of the picture, 0 to 1.`,
  ko: `${stream}: 640 같은 위치는 픽셀 값입니다. x와 y를 화면에 대한 비율(0~1)로 보내 주세요.`,
});

/** A unit that is not the stream's own. */
export const otherUnit = (
  stream: string,
  seen: Text,
  ours: string,
  gain: number | null,
  works: boolean,
): Text => {
  const still = works
    ? { en: ' The features work as they are.', ko: ' 특징은 그대로 계산됩니다.' }
    : { en: '', ko: '' };
  const mend =
    gain === null
      ? { en: ` Send ${ours}.`, ko: ` ${ours} 단위로 보내 주세요.` }
      : {
          en: ` Set its gain to ${short(gain)}, or send ${ours}.`,
          ko: ` 이득을 ${short(gain)}(으)로 맞추거나 ${ours} 단위로 보내 주세요.`,
        };
  return {
    en: `${stream}: the values look like ${seen.en}, not ${ours}.${still.en}${mend.en}`,
    ko: `${stream}: 값이 ${ours}이(가) 아니라 ${seen.ko}(으)로 보입니다.${still.ko}${mend.ko}`,
  };
};

const short = (x: number): string => String(Number(x.toPrecision(4)));
