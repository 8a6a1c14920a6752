import { type Texture, Vector4 } from 'three';
import type { MovementFrame } from '#contracts/movement';
import type { OutputPatch } from '#contracts/output';
import type { Sketch } from '#contracts/picture';
import type { StageLabel } from '#contracts/picture-label';
import { restLook, SCENE_IDS } from '#contracts/scenes';
import type { WallSheet } from '#contracts/wall';
import type { PicturePair } from '../net/index.ts';
import { bodyZones } from './body-zone.ts';
import { composer } from './composer.ts';
import { stageDrawing } from './drawing/drawing.ts';
import { pictureFence } from './fence.ts';
import { filmPlate } from './film/plate.ts';
import { filmCut } from './gate/film-cut.ts';
import { heardEnergy } from './gate/heard-energy.ts';
import type { Verdict } from './gate/keeper.ts';
import { NOBODY_STANDS_IN, stepStandIn } from './gate/stand-in.ts';
import { pictureLabel } from './label/label.ts';
import { filmShare, glowOf, isMovedBy, matterOf, mixedLook, showsFilm } from './layers.ts';
import { outputMapping } from './mapping/mapping.ts';
import { movementField } from './movement-field.ts';
import { type OutputProfile, PROFILES, type ProfileName } from './output.ts';
import type { Picture, SceneLayer } from './picture.ts';
import { type StageRenderer, stageRenderer } from './renderer.ts';
import { FINEST, nextResolution, type Resolution } from './resolution.ts';
import { sceneShelf } from './scenes/shelf.ts';
import { splatQueue } from './splats.ts';
import { stageWall } from './wall/wall.ts';

export interface StageOptions {
  readonly canvas: HTMLCanvasElement;
  readonly seed: number;
  readonly profile: ProfileName;
  /** Tests: errors of scenes are thrown and the picture stays readable. */
  readonly strict: boolean;
  /** Never lowers the resolution of scenes. */
  readonly fine: boolean;
  /** Makes the scenes that are not seen yet ready, one a picture. */
  readonly warm: boolean;
  /** Tests: without dither, so that pixels can be compared one by one. */
  readonly plain?: boolean;
  /** Share of lines and columns that scenes and the painted film are drawn with at first; 1 where absent. */
  readonly scale?: number;
}

/** Movement kept for the next picture: a stall longer than this is forgotten. */
const MOST_FRAMES = 128;
/** Share of lines and columns of pictures that nobody sees. */
const UNSEEN_SCALE = 0.25;

/** What is drawn while nothing else can be shown. */
const LOCAL: readonly SceneLayer[] = [
  { entry: '(local)', sceneId: 'tide', weight: 1, look: restLook('tide') },
];

/** The picture machine: give it movement as it comes and a picture a frame. */
export interface Stage {
  /** Movement on arrival; it is in the very next picture. */
  move(frame: MovementFrame): void;
  /** Draws, with the painted film where a scene shows it. False while the GPU context is lost. */
  draw(picture: Picture, pair?: PicturePair | null): boolean;
  /**
   * False while the picture drawn last is still on its way: another would only queue behind it. Call it
   * every animation frame, `beatMs` after the last: from the time pictures take the resolution follows.
   */
  isFree(nowMs: number, beatMs: number): boolean;
  /** Says when the picture just drawn was handed to the GPU. */
  sent(nowMs: number): void;
  resize(width: number, height: number): void;
  /** Another seed for the scenes; a cut, so only while the picture is not seen yet. */
  reseed(seed: number): void;
  /** True: nobody looks at the next pictures. Matter goes on, scenes are drawn small, the canvas stays as it is. */
  hurry(on: boolean): void;
  /** What stands on the picture while a machine's pictures are seen in it; null: nothing. */
  label(label: StageLabel | null): void;
  /** The drawing of what is remembered now; empty: none. The same array is the same drawing. */
  drawing(lines: Sketch): void;
  /** The kept memories that hang now, told at this show time. */
  wall(sheets: readonly WallSheet[], showMs: number): void;
  /** Tests: a texture in linear light in place of what the scenes draw; null: the scenes. */
  feed(texture: Texture | null): void;
  /** How the picture leaves for the projectors; null: as it is. */
  map(output: OutputPatch | null): void;
  /** Where the times of its scenes stand; and the scenes drawn so far being set to them: a film that goes on. */
  carried(): Readonly<Record<string, readonly number[]>>;
  carry(numbers: Readonly<Record<string, readonly number[]>>): void;
  readonly renderer: StageRenderer;
  /** What the gate did with the picture drawn last; null: it was not seen. */
  readonly passed: Verdict | null;
  /** True while the local scene stands in for layers that cannot be shown. */
  readonly standsIn: boolean;
  /** Share of lines and columns that scenes are drawn with. */
  readonly scale: number;
  dispose(): void;
}

export const createStage = (options: StageOptions): Stage => {
  const profile: OutputProfile = PROFILES[options.profile];
  const size = new Vector4(0, 0, 1, 1);
  let resolution: Resolution = { ...FINEST, scale: options.scale ?? FINEST.scale };
  let warmed = 0;
  let drawn = 0;
  let atS = 0;
  const renderer = stageRenderer(options.canvas, {
    preserve: options.strict,
    onLost: () => {},
    onRestored: () => {
      fence.dispose();
      fence.took();
      applySize();
      field.clear(renderer.gl);
      film.restart();
      mapping.restart();
      standIn = NOBODY_STANDS_IN;
    },
  });
  const { gl } = renderer;
  const fence = pictureFence(gl.getContext() as WebGL2RenderingContext);
  const field = movementField(() => size.z / size.w);
  const queue = splatQueue();
  const zones = bodyZones();
  let frames: MovementFrame[] = [];
  let isUnseen = false;
  let standIn = NOBODY_STANDS_IN;
  let passed: Verdict | null = null;
  let fed: Texture | null = null;
  const energy = heardEnergy();
  const cutsIn = filmCut();
  const film = filmPlate(options.seed);
  const scenes = sceneShelf(options.seed, options.strict);
  const finish = composer(options.seed, options.plain !== true);
  finish.refine(resolution.scale);
  const label = pictureLabel();
  const mapping = outputMapping({ dithers: options.plain !== true });
  const drawing = stageDrawing();
  const wall = stageWall();

  const applySize = (): void => {
    gl.setSize(size.z, size.w, false);
    finish.resize(size.z, size.w);
    field.resize(size.w);
    mapping.resize(size.z, size.w);
    film.resize(size.w * (options.scale ?? 1));
    scenes.resize(size.z, size.w);
  };

  const moveMatter = (picture: Picture): void => {
    zones.step(picture.dt);
    const touches = (id: string) => picture.layers.some((layer) => isMovedBy(layer, id));
    const splats = queue.take((id) => zones.of(id), touches);
    field.step(gl, splats, matterOf(picture.layers), picture.dt);
  };

  const drawLayers = (picture: Picture): void => {
    const target = finish.begin(gl);
    for (const layer of picture.layers) {
      const heard = frames.filter((frame) => isMovedBy(layer, frame.bodyId));
      const movement = { field, zones: zones.list(), frames: heard };
      const { palette, pulse, dt } = picture;
      const { look } = layer;
      const given = { look, palette, pulse, movement, film, drawing, wall, dt, atS };
      scenes.draw(gl, target, layer, given);
    }
    // The other scenes are made ready behind the first seconds' fade, one a frame.
    const next = options.warm && drawn > 2 ? SCENE_IDS[warmed] : undefined;
    if (next) {
      warmed++;
      scenes.warm(gl, target, next);
    }
  };

  return {
    renderer,
    get passed() {
      return passed;
    },
    get standsIn() {
      return standIn.leftS > 0;
    },
    get scale() {
      return resolution.scale;
    },
    move(frame) {
      energy.hear(frame.energy);
      zones.hear(frame);
      queue.push(frame);
      frames.push(frame);
      if (frames.length > MOST_FRAMES) frames.shift();
    },
    draw(asked, pair = null) {
      if (renderer.isLost) return false;
      standIn = stepStandIn(standIn, passed?.unfitS ?? 0, asked.passedS);
      const picture = standIn.leftS > 0 ? { ...asked, layers: LOCAL } : asked;
      atS += picture.dt;
      moveMatter(picture);
      const trail = mixedLook(picture.layers, 'trail', 0.6);
      const isSeen = showsFilm(picture.layers);
      film.step(gl, { pair, isSeen, trail, dt: picture.dt });
      drawing.step(picture.dt);
      wall.step(picture.passedS);
      drawLayers(picture);
      frames = [];
      label.step(film.there * filmShare(picture.layers), picture.passedS);
      finish.feed(standIn.leftS > 0 ? null : fed);
      passed = finish.finish(gl, field, {
        ...picture,
        profile,
        trail: glowOf(picture.layers),
        energy: energy.at(picture.passedS),
        asks: { ...picture.asks, cut: cutsIn(isSeen ? pair : null) || picture.asks.cut },
        isSeen: !isUnseen,
        onto: isUnseen ? null : mapping.begin(picture),
        over: label.draw,
      });
      if (passed) mapping.draw(gl, picture);
      drawn++;
      return true;
    },
    isFree(nowMs, beatMs) {
      if (renderer.isLost) return true;
      const isDone = fence.isDone(nowMs);
      const tookMs = fence.took();
      if (tookMs !== null && !options.fine) {
        resolution = nextResolution(resolution, tookMs, beatMs, nowMs);
        finish.refine(resolution.scale);
      }
      return isDone;
    },
    sent: (nowMs) => {
      if (!renderer.isLost) fence.set(nowMs);
    },
    resize(width, height) {
      size.set(0, 0, Math.max(1, width), Math.max(1, height));
      applySize();
    },
    reseed(seed) {
      scenes.reseed(seed);
      film.reseed(seed);
      warmed = 0;
    },
    hurry(on) {
      isUnseen = on;
      finish.refine(on ? UNSEEN_SCALE : resolution.scale);
    },
    label: label.set,
    map: mapping.set,
    carried: scenes.carried,
    carry: scenes.carry,
    drawing: drawing.set,
    wall: wall.set,
    feed(texture) {
      fed = texture;
    },
    dispose() {
      scenes.dispose();
      finish.dispose();
      label.dispose();
      mapping.dispose();
      drawing.dispose();
      wall.dispose();
      field.dispose();
      film.dispose();
      fence.dispose();
      renderer.dispose();
    },
  };
};
