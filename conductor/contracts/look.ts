import { z } from 'zod';

/** Who may move a parameter: `movement` reaches it in milliseconds in the browser, `emotion` in seconds. */
export const SPEEDS = ['movement', 'emotion', 'body', 'show'] as const;
export type Speed = (typeof SPEEDS)[number];

export interface LookParam {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly rest: number;
  readonly speed: Speed;
  /** What it does to the picture, for the operator. */
  readonly en: string;
  readonly ko: string;
}

const param = (name: string, rest: number, speed: Speed, en: string, ko: string): LookParam => ({
  name,
  min: 0,
  max: 1,
  rest,
  speed,
  en,
  ko,
});

/** The parameters every scene understands; a scene may add its own (see scenes.ts). All 0..1. */
export const COMMON_LOOK: readonly LookParam[] = [
  param('light', 0.5, 'show', 'how much light there is', '빛의 양'),
  param(
    'horizon',
    0.5,
    'emotion',
    'height of the horizon: positive lifts it',
    '지평의 높이: 긍정이 들어 올린다',
  ),
  param(
    'warmth',
    0.5,
    'emotion',
    'temperature of the edge light: 0 cold, 1 warm',
    '가장자리 빛의 온도',
  ),
  param(
    'weight',
    0.3,
    'emotion',
    'lower, closer, slower matter: negative brings it',
    '물질의 무게: 부정이 가져온다',
  ),
  param(
    'pace',
    0.3,
    'emotion',
    'how fast the matter moves by itself',
    '물질이 스스로 움직이는 빠르기',
  ),
  param('density', 0.4, 'emotion', 'how much matter there is', '물질의 밀도'),
  param('contrast', 0.4, 'emotion', 'distance between figure and ground', '형상과 바탕의 거리'),
  param(
    'focus',
    0.6,
    'emotion',
    'sharpness: a sure reading is sharp, a guess is haze',
    '선명함: 확신은 또렷하고 추측은 흐리다',
  ),
  param(
    'swell',
    0.5,
    'body',
    'how far breath and heart move the whole',
    '숨과 심장이 전체를 움직이는 폭',
  ),
  param(
    'touch',
    0.7,
    'movement',
    'how strongly movement displaces the matter',
    '움직임이 물질을 미는 세기',
  ),
  param('trail', 0.6, 'show', 'how long a trace of movement stays', '움직임의 자취가 머무는 길이'),
];

/** A value for every parameter of one scene, by name. */
export const Look = z.record(z.string(), z.number());
export type Look = Readonly<Record<string, number>>;

/** Roles of colour in a picture: many values of few hues. sRGB, 0..1. */
export const INKS = ['deep', 'shade', 'paper', 'light', 'accent'] as const;
export type Ink = (typeof INKS)[number];
export type Rgb = readonly [number, number, number];
export type Palette = Readonly<Record<Ink, Rgb>>;

export const HexColour = z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'a colour like #3A4148');

/** The palette of a show that names none: black, graphite, paper, bone white, iron red. */
export const DEFAULT_PALETTE: Readonly<Record<Ink, string>> = {
  deep: '#000000',
  shade: '#3A4148',
  paper: '#CFC8B8',
  light: '#F1ECE2',
  accent: '#8A3B2A',
};

/** `#RRGGBB` to sRGB 0..1. */
export const rgbOf = (hex: string): Rgb => {
  const n = Number.parseInt(hex.slice(1), 16);
  return [((n >> 16) & 255) / 255, ((n >> 8) & 255) / 255, (n & 255) / 255];
};
