import type { NetworkAnswer, NetworkAsk } from './model.ts';
import { loadNetwork } from './network.ts';

const network = loadNetwork();
const answer = (message: NetworkAnswer): void => postMessage(message);

const look = async ({ id, what, square, stretch }: NetworkAsk): Promise<void> => {
  try {
    const { pose, people } = await network;
    const data = await (what === 'pose' ? pose : people)(square, stretch);
    answer({ t: 'found', id, data });
  } catch (error) {
    answer({ t: 'failed', why: String(error) });
  } finally {
    square.close();
  }
};

addEventListener('message', ({ data }: MessageEvent<NetworkAsk>) => void look(data));
network.then(
  ({ backend }) => answer({ t: 'ready', backend }),
  (error: unknown) => answer({ t: 'failed', why: String(error) }),
);
