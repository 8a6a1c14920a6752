import type { Stop } from '../kernel/clock.ts';
import type { RoadEvents } from '../road-events.ts';
import type { WireDoor } from './door.ts';
import { scopeOf } from './scope-feed.ts';

/** Everything that comes down the road goes out to displays and consoles. */
export const feed = ({ stages, movement, features, blocks }: RoadEvents, wire: WireDoor): Stop => {
  const stops = [
    stages.on(wire.publish),
    movement.on(wire.movement),
    features.on(wire.features),
    blocks.on((block) => wire.scope(scopeOf(block))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
