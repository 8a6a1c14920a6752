import { type Texture, Vector3, Vector4, type WebGLRenderer } from 'three';
import type { Look } from '#contracts/look';
import { MOST_ZONES } from '../body-zone.ts';
import { linearOf } from '../colour.ts';
import prelude from '../glsl/scene.glsl?raw';
import { fullscreenPass, type Uniforms } from '../pass.ts';
import type { Scene, SceneInput } from './scene.ts';

/** What a scene keeps beside its picture and draws before it: a simulation, a drawing. */
export interface SceneMatter {
  /** Read by the scene's own shader. */
  readonly uniforms: Uniforms;
  update(input: SceneInput): void;
  /** Goes on by what `update` brought; may draw into targets of its own. */
  step(renderer: WebGLRenderer): void;
  resize(width: number, height: number): void;
  restart(): void;
  /** Where its own times stand, and being set to them; absent: it has none. */
  carried?(): readonly number[];
  carry?(numbers: readonly number[]): void;
  dispose(): void;
}

export interface ShaderSceneOptions {
  /** GLSL of the scene; glsl/scene.glsl stands before it. */
  readonly frag: string;
  /** Look parameters that the shader reads by their own name. */
  readonly params: Look;
  /** Paces a second at this look. */
  readonly rate: (look: Look) => number;
  readonly textures: Readonly<Record<string, Texture>>;
  /** Where its time begins, so that two seeds are two evenings. */
  readonly startFlow: number;
  readonly matter?: SceneMatter;
}

/** A scene that is one fragment shader over the uniforms every scene shares. */
export const shaderScene = (options: ShaderSceneOptions): Scene => {
  const zones = Array.from({ length: MOST_ZONES }, () => new Vector4());
  const zoneShares = new Float32Array(MOST_ZONES);
  const inks = {
    uDeep: { value: new Vector3() },
    uShade: { value: new Vector3() },
    uPaper: { value: new Vector3() },
    uLight: { value: new Vector3() },
    uAccent: { value: new Vector3() },
  };
  const looks: Record<string, { value: number }> = {};
  for (const [name, rest] of Object.entries(options.params)) looks[name] = { value: rest };
  const own = {
    uAspect: { value: 16 / 9 },
    uFlow: { value: options.startFlow },
    uDrift: { value: options.startFlow * 7 },
    uWeight: { value: 1 },
    uBreath: { value: 0.5 },
    uBeats: { value: 0 },
    uHeart: { value: 0 },
    uMotion: { value: null as Texture | null },
    uMarks: { value: null as Texture | null },
    uZones: { value: zones },
    uZoneShare: { value: zoneShares },
  };
  const film = {
    uFilm: { value: null as Texture | null },
    uFilmStay: { value: null as Texture | null },
    uFilmSoft: { value: null as Texture | null },
    uFilmThere: { value: 0 },
    uDrawing: { value: null as Texture | null },
    uDrawn: { value: 0 },
  };
  const textures: Uniforms = {};
  for (const [name, texture] of Object.entries(options.textures))
    textures[name] = { value: texture };
  const pass = fullscreenPass(
    `${prelude}\n${options.frag}`,
    { ...inks, ...looks, ...own, ...film, ...textures, ...options.matter?.uniforms },
    { blend: 'add' },
  );

  const setLook = (look: Look): void => {
    for (const [name, uniform] of Object.entries(looks)) {
      const value = look[name];
      if (value !== undefined && Number.isFinite(value)) uniform.value = value;
    }
  };

  const setZones = (input: SceneInput): void => {
    for (let i = 0; i < MOST_ZONES; i++) {
      const zone = input.movement.zones[i];
      zoneShares[i] = zone?.share ?? 0;
      if (zone) zones[i]?.set(zone.x, zone.y, zone.halfWidth, zone.halfHeight);
    }
  };

  return {
    needs: { movement: true },
    update(input) {
      setLook(input.look);
      setZones(input);
      inks.uDeep.value.set(...linearOf(input.palette.deep));
      inks.uShade.value.set(...linearOf(input.palette.shade));
      inks.uPaper.value.set(...linearOf(input.palette.paper));
      inks.uLight.value.set(...linearOf(input.palette.light));
      inks.uAccent.value.set(...linearOf(input.palette.accent));
      own.uFlow.value += options.rate(input.look) * input.dt;
      own.uDrift.value += input.dt;
      own.uBreath.value = input.pulse.breath;
      own.uBeats.value = input.pulse.beats;
      own.uHeart.value = input.pulse.heart;
      own.uMotion.value = input.movement.field.motion;
      own.uMarks.value = input.movement.field.marks;
      film.uFilm.value = input.film.now;
      film.uFilmStay.value = input.film.stay;
      film.uFilmSoft.value = input.film.soft;
      film.uFilmThere.value = input.film.there;
      film.uDrawing.value = input.drawing.lines;
      film.uDrawn.value = input.drawing.there;
      options.matter?.update(input);
    },
    render(renderer, target, share) {
      options.matter?.step(renderer);
      own.uWeight.value = share;
      pass.draw(renderer, target);
    },
    resize(width, height) {
      own.uAspect.value = width / Math.max(1, height);
      options.matter?.resize(width, height);
    },
    restart: () => options.matter?.restart(),
    carried: () => [own.uFlow.value, own.uDrift.value, ...(options.matter?.carried?.() ?? [])],
    carry([flow = own.uFlow.value, drift = own.uDrift.value, ...matter]) {
      own.uFlow.value = flow;
      own.uDrift.value = drift;
      options.matter?.carry?.(matter);
    },
    dispose() {
      options.matter?.dispose();
      pass.dispose();
    },
  };
};
