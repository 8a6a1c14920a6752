import type { FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';
import type { SampleBlock } from '#contracts/sensor';
import type { ExpectedPose } from './expected-pose.ts';
import { readable } from './feeds.ts';
import { inertialModel, poseModel } from './models.ts';
import { placeOf, type Sensor, sensorFor } from './sensor.ts';
import { shelf } from './shelf.ts';

/** The machine learns to expect each body; what she does against it is surprise. */
export interface Expectation {
  /**
   * With each pose, acc or gyro block and the frame drawn from it (null: none): the frame with surprise and
   * what is expected filled in, and the values of `surprise` and `foreseen`, at most one of each a block. Other kinds pass through. Synchronous and
   * bounded; never throws for odd numbers.
   */
  see<Frame extends MovementFrame | null>(
    block: SampleBlock,
    frame: Frame,
  ): { readonly frame: Frame | MovementFrame; readonly values: readonly FeatureValue[] };
  /** What is expected of a body for the coming second; null while nothing is learned or seen. */
  expected(bodyId: string): ExpectedPose | null;
  /** Profiles by body, to be kept; only of those that learned something since the last call. */
  save(): ReadonlyMap<string, Uint8Array>;
}

export interface ExpectationOptions {
  /** The kept profile of a body, asked once when it is first seen; null where there is none. */
  load?(bodyId: string): Uint8Array | null;
  /** A kept profile that could not be used: learning begins anew. */
  refused?(bodyId: string, error: unknown): void;
  /**
   * True: recorded movement goes into the kept profile too, as where a profile is made from takes.
   * Otherwise a recording is expected by a copy that learns for itself and is forgotten.
   */
  readonly learnRecorded?: boolean;
}

/** Sensors followed at once: six bodies with four each. Beyond it the one longest silent is put aside. */
const MOST_SENSORS = 24;
const NONE: readonly FeatureValue[] = [];

const valuesNow = (block: SampleBlock, { track }: Sensor): readonly FeatureValue[] => {
  const { bodyId, sourceId, atMs, recorded } = block;
  const { surprise, foreseen, confidence } = track;
  const of = { bodyId, sourceId, confidence, atMs, recorded };
  return [
    { ...of, name: 'surprise', value: surprise },
    { ...of, name: 'foreseen', value: foreseen },
  ];
};

/** Follows all bodies. The same blocks give the same surprises: the wiring is fixed by a seed. */
export const openExpectation = (options: ExpectationOptions = {}): Expectation => {
  const models = { pose: poseModel(), inertial: inertialModel() };
  const profiles = shelf(options);
  const sensors = new Map<string, Sensor>();

  const keeps = (sensor: Sensor): boolean => options.learnRecorded === true || !sensor.recorded;

  const putAside = (): void => {
    for (const [key, oldest] of sensors) {
      if (keeps(oldest)) profiles.put(oldest);
      sensors.delete(key);
      return;
    }
  };

  const begin = (block: SampleBlock, key: string): Sensor | null => {
    const sensor = sensorFor(block, models);
    if (!sensor) return null;
    for (const other of sensors.values())
      if (other.bodyId === block.bodyId && keeps(other)) profiles.put(other);
    const taken = [...sensors.values()].filter(
      (s) => s.bodyId === sensor.bodyId && s.recorded === sensor.recorded,
    );
    profiles.fill(
      sensor,
      taken.map((s) => s.key),
    );
    if (sensors.size >= MOST_SENSORS) putAside();
    sensors.set(key, sensor);
    return sensor;
  };

  /** The sensor of a block, moved to the end of the line: the first is the one longest silent. */
  const sensorOf = (block: SampleBlock): Sensor | null => {
    if (block.kind !== 'pose' && block.kind !== 'acc' && block.kind !== 'gyro') return null;
    const place = block.kind === 'pose' ? block.stream : placeOf(block.stream);
    const form = block.kind === 'pose' ? 'pose' : 'felt';
    const key = `${block.recorded}/${form}/${block.bodyId}/${block.sourceId}/${place}`;
    const known = sensors.get(key);
    if (!known) return begin(block, key);
    sensors.delete(key);
    sensors.set(key, known);
    return known;
  };

  return {
    see(raw, frame) {
      const block = readable(raw);
      const sensor = block && sensorOf(block);
      if (!block || !sensor) return { frame, values: NONE };
      const moved = sensor.take(block);
      return {
        frame: frame && sensor.paint(frame),
        values: moved ? valuesNow(block, sensor) : NONE,
      };
    },
    expected(bodyId) {
      let found: ExpectedPose | null = null;
      for (const sensor of sensors.values())
        if (sensor.bodyId === bodyId) found = sensor.expected() ?? found;
      return found;
    },
    save() {
      for (const sensor of sensors.values()) if (keeps(sensor)) profiles.put(sensor);
      return profiles.changed();
    },
  };
};
