import type { Page } from 'playwright-core';

/** One draw call of a picture. */
export interface DrawCount {
  /** Pixels of the target it draws into. */
  readonly width: number;
  readonly height: number;
  readonly isCanvas: boolean;
  /** Texture reads of its fragment shader for one pixel, at most: every loop to its end, every branch taken. */
  readonly reads: number;
}

declare global {
  interface Window {
    __draws?: DrawCount[];
    /** True: draw calls are counted and not made. */
    __drawless?: boolean;
  }
}

/**
 * Counts what a page draws from now on, in the WebGL2 context itself: whoever draws is seen. Reads are
 * counted in the shader's own text, as the compiler gets it.
 */
export const countDraws = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const proto = WebGL2RenderingContext.prototype;
    const readsOf = new WeakMap<WebGLProgram, number>();
    let current: WebGLProgram | null = null;
    let framebuffer: WebGLFramebuffer | null = null;

    const bodiesOf = (source: string): Map<string, string> => {
      const bodies = new Map<string, string>();
      for (const found of source.matchAll(/^\w+ (\w+)\([^)]*\) \{$/gm)) {
        const from = (found.index ?? 0) + found[0].length;
        bodies.set(found[1] ?? '', source.slice(from, source.indexOf('\n}', from)));
      }
      return bodies;
    };
    const count = (text: string, bodies: Map<string, string>, source: string): number => {
      let reads = 0;
      let rest = text;
      const loop = /for \(int \w+ = 0; \w+ < (\w+); \w+\+\+\) \{/.exec(text);
      if (loop) {
        let depth = 1;
        let end = loop.index + loop[0].length;
        const from = end;
        for (; depth > 0 && end < text.length; end++)
          depth += text[end] === '{' ? 1 : text[end] === '}' ? -1 : 0;
        const name = loop[1] ?? '';
        const times = Number(name) || Number(new RegExp(`${name} = (\\d+)`).exec(source)?.[1]);
        if (!times) throw new Error(`a loop without a known end: ${loop[0]}`);
        reads += times * count(text.slice(from, end), bodies, source);
        rest = text.slice(0, loop.index) + text.slice(end);
        return reads + count(rest, bodies, source);
      }
      reads += (rest.match(/\b(texture|texelFetch|textureLod|textureGrad)\(/g) ?? []).length;
      for (const [name, body] of bodies) {
        const calls = (rest.match(new RegExp(`\\b${name}\\(`, 'g')) ?? []).length;
        if (calls > 0 && body !== text) reads += calls * count(body, bodies, source);
      }
      return reads;
    };

    const link = proto.linkProgram;
    proto.linkProgram = function (program) {
      const shaders = this.getAttachedShaders(program) ?? [];
      const fragment = shaders.find(
        (s) => this.getShaderParameter(s, this.SHADER_TYPE) === this.FRAGMENT_SHADER,
      );
      const source = (fragment && this.getShaderSource(fragment)) ?? '';
      const text = source.replace(/\/\/.*$/gm, '');
      const bodies = bodiesOf(text);
      readsOf.set(program, count(bodies.get('main') ?? '', bodies, text));
      link.call(this, program);
    };
    const use = proto.useProgram;
    proto.useProgram = function (program) {
      current = program;
      use.call(this, program);
    };
    const bind = proto.bindFramebuffer;
    proto.bindFramebuffer = function (target, buffer) {
      if (target !== this.READ_FRAMEBUFFER) framebuffer = buffer;
      bind.call(this, target, buffer);
    };
    /** The small copy's shader says itself how many taps it takes each way. */
    const readsNow = (gl: WebGL2RenderingContext, program: WebGLProgram): number => {
      const place = gl.getUniformLocation(program, 'uTaps');
      const taps = place && Number(gl.getUniform(program, place));
      return taps ? taps * taps : (readsOf.get(program) ?? 0);
    };
    const note = (gl: WebGL2RenderingContext): boolean => {
      const [, , width = 0, height = 0] = gl.getParameter(gl.VIEWPORT) as Int32Array;
      const reads = current ? readsNow(gl, current) : 0;
      window.__draws ??= [];
      window.__draws.push({ width, height, isCanvas: framebuffer === null, reads });
      return window.__drawless === true;
    };
    const arrays = proto.drawArrays;
    proto.drawArrays = function (...args) {
      if (!note(this)) arrays.apply(this, args);
    };
    const instanced = proto.drawElementsInstanced;
    proto.drawElementsInstanced = function (...args) {
      if (!note(this)) instanced.apply(this, args);
    };
    const elements = proto.drawElements;
    proto.drawElements = function (...args) {
      if (!note(this)) elements.apply(this, args);
    };
  });
};
