import type { LoadedShow } from '../../show/load.ts';
import { openVisits } from './open.ts';
import { openRecordedVisitors } from './open-recorded.ts';
import type { VisitParts, Visits } from './visit-parts.ts';

export interface BoothParts extends VisitParts {
  /** A recorded visitor to be played instead of those of the show; null: those of the show. */
  readonly visitor: string | null;
}

/** The booth of the house: visits, and recorded visitors while there are none. */
export interface BoothRoom extends Visits {
  /** The show, at the beginning and whenever its file changed. */
  follow(loaded: Pick<LoadedShow, 'folder' | 'show'>): void;
}

export const openBooth = ({ visitor, ...parts }: BoothParts): BoothRoom => {
  const visits = openVisits(parts);
  const { timing, tell } = parts;
  const recorded = openRecordedVisitors({ visits, timing, tell, only: visitor });
  return {
    ...visits,
    follow: recorded.follow,
    close() {
      recorded.close();
      visits.close();
    },
  };
};
