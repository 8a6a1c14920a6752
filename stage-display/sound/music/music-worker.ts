import type { ScorePart } from '#contracts/score';
import { type Block, type BlockMaker, blockMaker } from './blocks.ts';
import type { MusicAnswer, MusicAsk } from './talk.ts';

const answer = (message: MusicAnswer, transfer: Transferable[] = []): void =>
  postMessage(message, { transfer });

let maker: BlockMaker | null = null;
let wanted: readonly ScorePart[] = [];
let run = -1;
const unpacked = new Set<number>();

/** The file as it comes, told by how much of it is there. */
const download = async (url: string): Promise<ArrayBuffer> => {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  const whole = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let got = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    chunks.push(chunk);
    got += chunk.length;
    if (whole > 0) answer({ t: 'loading', share: (0.5 * got) / whole });
  }
  return new Blob(chunks).arrayBuffer();
};

const seat = (): void => {
  if (!maker) return;
  maker.seat(wanted);
  const fresh = wanted.filter(({ program }) => !unpacked.has(program));
  fresh.forEach(({ program }, i) => {
    answer({ t: 'loading', share: 0.5 + (0.49 * i) / fresh.length });
    maker?.unpack(program);
    unpacked.add(program);
  });
  if (wanted.length > 0) answer({ t: 'loading', share: 1 });
};

const open = async (url: string, rateHz: number): Promise<void> => {
  try {
    const made = blockMaker(rateHz, await download(url));
    await made.ready;
    maker = made;
    seat();
  } catch (error) {
    answer({ t: 'failed', why: String(error) });
  }
};

const make = (from: number, until: number): void => {
  if (!maker) return;
  if (maker.at < from) maker.skip(from);
  const blocks: Block[] = [];
  while (maker.at < until) blocks.push(maker.next());
  const { at, late } = maker;
  const buffers = blocks.flatMap(({ sides }) => (sides ? sides.map(({ buffer }) => buffer) : []));
  answer({ t: 'made', run, at, blocks, late }, buffers);
};

addEventListener('message', ({ data }: MessageEvent<MusicAsk>) => {
  if (data.t === 'open') void open(data.url, data.rateHz);
  else if (data.t === 'seat') {
    wanted = data.parts;
    seat();
  } else if (data.t === 'begin') {
    run = data.run;
    maker?.begin(data.frame);
  } else if (data.run !== run) return;
  else if (data.t === 'notes') maker?.add(data.notes);
  else make(data.from, data.until);
});
