/** Hands the first channel on as it comes, with the time of its last sample by the audio clock. */
class Pcm extends AudioWorkletProcessor {
  process(inputs) {
    const channel = inputs[0]?.[0];
    if (channel) {
      const endS = currentTime + channel.length / sampleRate;
      this.port.postMessage({ pcm: channel.slice(), endS });
    }
    return true;
  }
}

registerProcessor('pcm', Pcm);
