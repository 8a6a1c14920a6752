import * as ort from 'onnxruntime-node';

type Tensors = Record<string, ort.Tensor>;

/** A merged decoder with its cache, as exported by Optimum: Moonshine's and Whisper's are alike. */
export interface SpeakOut {
  /**
   * Chooses token after token, always the likeliest.
   * @param heard what the encoder made of the sound
   * @returns the tokens without the end mark; null where it was let go
   */
  say(heard: ort.Tensor, ask: Asked): Promise<Said | null>;
}

export interface Asked {
  /** What it begins with. */
  readonly prompt: readonly number[];
  readonly end: number;
  readonly most: number;
  /** Ids that are no text: from here on none is chosen but the end mark. */
  readonly firstMark?: number;
  goesOn(): boolean;
}

export interface Said {
  readonly tokens: readonly number[];
  readonly logProbs: readonly number[];
  readonly isWhole: boolean;
}

const ids = (list: readonly number[]): ort.Tensor =>
  new ort.Tensor('int64', BigInt64Array.from(list, BigInt), [1, list.length]);

const flag = (is: boolean): ort.Tensor => new ort.Tensor('bool', Uint8Array.of(is ? 1 : 0), [1]);

const tensor = (outputs: Tensors, name: string): ort.Tensor => {
  const found = outputs[name];
  if (!found) throw new Error(`The decoder gives no ${name}.`);
  return found;
};

const floats = ({ data }: ort.Tensor): Float32Array => {
  if (data instanceof Float32Array) return data;
  throw new Error('The decoder answers in other numbers.');
};

/** The likeliest id, and the logarithm of its probability. Ids from `firstMark` on are passed over, but for `end`. */
const likeliest = (logits: Float32Array, end: number, firstMark: number) => {
  let id = end;
  let top = logits[end] ?? Number.NEGATIVE_INFINITY;
  const most = Math.min(logits.length, firstMark);
  for (let i = 0; i < most; i++) {
    const logit = logits[i] as number;
    if (logit > top) {
      top = logit;
      id = i;
    }
  }
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - top);
  return { id, logProb: -Math.log(sum) };
};

const PAST = 'past_key_values.';

/** Opens the decoder for use. Throws where it is none with a cache. */
export const speakOut = (session: ort.InferenceSession): SpeakOut => {
  const cacheNames = session.inputNames
    .filter((name) => name.startsWith(PAST))
    .map((name) => name.slice(PAST.length));
  if (cacheNames.length === 0) throw new Error('The decoder has no cache.');
  const shapeOf = (name: string): [heads: number, width: number] => {
    const input = session.inputMetadata.find((one) => one.name === PAST + name);
    const shape = input?.isTensor ? input.shape : [];
    return [Number(shape[1]), Number(shape[3])];
  };
  const empty = (): Tensors =>
    Object.fromEntries(
      cacheNames.map((name) => {
        const [heads, width] = shapeOf(name);
        const none = new ort.Tensor('float32', new Float32Array(0), [1, heads, 0, width]);
        return [PAST + name, none];
      }),
    );
  /** What was heard is known from the first run on; what was said grows. */
  const grown = (cache: Tensors, outputs: Tensors, isFirst: boolean): Tensors =>
    Object.fromEntries(
      cacheNames.map((name) => [
        PAST + name,
        name.includes('encoder') && !isFirst
          ? tensor(cache, PAST + name)
          : tensor(outputs, `present.${name}`),
      ]),
    );
  return {
    async say(heard, { prompt, end, most, firstMark = Number.POSITIVE_INFINITY, goesOn }) {
      const tokens: number[] = [];
      const logProbs: number[] = [];
      let cache = empty();
      let next = prompt;
      while (tokens.length < most) {
        if (!goesOn()) return null;
        const isFirst = tokens.length === 0;
        const outputs: Tensors = await session.run({
          input_ids: ids(next),
          encoder_hidden_states: heard,
          use_cache_branch: flag(!isFirst),
          ...cache,
        });
        const logits = tensor(outputs, 'logits');
        const width = logits.dims.at(-1) ?? 0;
        const { id, logProb } = likeliest(floats(logits).subarray(-width), end, firstMark);
        logProbs.push(logProb);
        if (id === end) return { tokens, logProbs, isWhole: true };
        tokens.push(id);
        next = [id];
        cache = grown(cache, outputs, isFirst);
      }
      return { tokens, logProbs, isWhole: false };
    },
  };
};
