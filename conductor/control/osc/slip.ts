import { type OscProblem, problem } from './message.ts';

const END = 0xc0;
const ESC = 0xdb;
const ESC_END = 0xdc;
const ESC_ESC = 0xdd;
const FIRST_BYTES = 2048;

/**
 * Frames one packet for a stream: RFC 1055 with an END at both ends, as OSC 1.1 asks.
 */
export const slipEncode = (packet: Uint8Array): Buffer => {
  // Texts have neither byte: they are copied whole.
  if (!packet.includes(END) && !packet.includes(ESC)) {
    const whole = Buffer.allocUnsafe(packet.length + 2);
    whole.set(packet, 1);
    whole[0] = END;
    whole[packet.length + 1] = END;
    return whole;
  }
  let extra = 2;
  for (const byte of packet) if (byte === END || byte === ESC) extra++;
  const framed = Buffer.allocUnsafe(packet.length + extra);
  let at = 0;
  framed[at++] = END;
  for (const byte of packet) {
    if (byte === END || byte === ESC) {
      framed[at++] = ESC;
      framed[at++] = byte === END ? ESC_END : ESC_ESC;
    } else framed[at++] = byte;
  }
  framed[at] = END;
  return framed;
};

export interface SlipReader {
  /** Takes what came; complete packets are handed on before it returns, each in memory of its own. */
  push(chunk: Uint8Array): void;
  /** Bytes held for a packet that is not complete. */
  readonly held: number;
}

/**
 * Cuts a stream into packets. Empty frames are the gaps of double END and are passed over. A frame beyond
 * `maxBytes` or with a wrong escape is left out up to its END, and told once.
 */
export const slipReader = (
  maxBytes: number,
  onPacket: (packet: Buffer) => void,
  onProblem: (why: OscProblem) => void,
): SlipReader => {
  let buffer = Buffer.allocUnsafe(Math.min(FIRST_BYTES, maxBytes));
  let length = 0;
  let escaped = false;
  let skipping = false;

  const skip = (why: OscProblem): void => {
    skipping = true;
    length = 0;
    onProblem(why);
  };

  const put = (byte: number): void => {
    if (length === maxBytes) {
      skip(problem('osc/slip-size', length, 'A frame is too big.', `At most ${maxBytes} bytes.`));
      return;
    }
    if (length === buffer.length) {
      const wider = Buffer.allocUnsafe(Math.min(maxBytes, 2 * length));
      buffer.copy(wider);
      buffer = wider;
    }
    buffer[length++] = byte;
  };

  const putEscaped = (byte: number): void => {
    escaped = false;
    if (byte === ESC_END) put(END);
    else if (byte === ESC_ESC) put(ESC);
    else
      skip(
        problem(
          'osc/slip-escape',
          length,
          'A wrong SLIP escape.',
          'Send DB DC for C0 and DB DD for DB.',
        ),
      );
  };

  const finish = (): void => {
    if (escaped && !skipping) putEscaped(END);
    escaped = false;
    const size = length;
    length = 0;
    if (!skipping && size > 0) onPacket(Buffer.from(buffer.subarray(0, size)));
    skipping = false;
  };

  return {
    push(chunk) {
      for (const byte of chunk) {
        if (byte === END) finish();
        else if (skipping) continue;
        else if (escaped) putEscaped(byte);
        else if (byte === ESC) escaped = true;
        else put(byte);
      }
    },
    get held() {
      return length;
    },
  };
};
