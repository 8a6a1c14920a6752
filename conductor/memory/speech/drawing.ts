import { VOICE_HZ } from '#contracts/voice-frame';
import { soundAnalyser } from '../../../sensors/features/music/analyser.ts';
import { syllables } from './syllables.ts';

/** Draws numbers from a voice: neither its sound nor its words can be had back from them. */
export interface Drawing {
  /**
   * @param pcm 16 kHz, -1..1, any length
   * @param voice how likely a voice is in it, 0..1
   * @param isSpeaking whether an utterance is on its way
   * @param endMs time of its last sample
   */
  push(pcm: Float32Array, voice: number, isSpeaking: boolean, endMs: number): void;
}

/** Frames of `speech` a second. */
export const SPEECH_HZ = 10;
/** Frames of `sound` a second. */
export const SOUND_HZ = VOICE_HZ / soundAnalyser(VOICE_HZ).hop;

const EVERY = VOICE_HZ / SPEECH_HZ;
/** Voices of people lie here, Hz; what the analyser finds beyond is an octave off. */
const VOICES = [60, 500] as const;
/** A silence so long ends what a sentence was. */
const SENTENCE_PAUSE_S = 0.6;
/** The rate of somebody who has not spoken for so long says nothing any more. */
const FORGET_S = 6;
/** Where the voice was never heard the pause has no beginning. */
const LONGEST_S = 3_600;

export interface DrawingParts {
  speech(values: Float32Array, atMs: number): void;
  sound(values: Float32Array, atMs: number): void;
}

/** Voice, pause, sentence, rate and pitch ten times a second; level, flux, pitch, clarity and centroid at SOUND_HZ. */
export const drawing = ({ speech, sound }: DrawingParts): Drawing => {
  const analyser = soundAnalyser(VOICE_HZ);
  const nuclei = syllables();
  let since = 0;
  let sum = 0;
  let pauseS = 0;
  let sentenceS = 0;
  let hasSpoken = false;
  let pitch = 0;

  const tell = (atMs: number): void => {
    const voice = Math.min(1, Math.max(0, sum / since));
    const rate = hasSpoken ? nuclei.rate() : 0;
    const pause = hasSpoken ? Math.min(LONGEST_S, pauseS) : 0;
    speech(Float32Array.of(voice, pause, sentenceS, rate, voice > 0.5 ? pitch : 0), atMs);
    since = 0;
    sum = 0;
  };
  const count = (seconds: number, isVoice: boolean): void => {
    if (isVoice) {
      hasSpoken = true;
      pauseS = 0;
      sentenceS += seconds;
      return;
    }
    pauseS += seconds;
    if (sentenceS > 0 && pauseS < SENTENCE_PAUSE_S) sentenceS += seconds;
    else sentenceS = 0;
    if (pauseS > FORGET_S) nuclei.reset();
  };
  return {
    push(pcm, voice, isSpeaking, endMs) {
      const isVoice = isSpeaking && voice >= 0.5;
      nuclei.push(pcm, isVoice);
      for (const frame of analyser.push(pcm)) {
        const hz = frame[2] ?? 0;
        pitch = hz >= VOICES[0] && hz <= VOICES[1] ? hz : 0;
        sound(frame, endMs);
      }
      count(pcm.length / VOICE_HZ, isVoice);
      since += pcm.length;
      sum += (isSpeaking ? voice : 0) * pcm.length;
      if (since >= EVERY - pcm.length / 2) tell(endMs);
    },
  };
};
