export {
  type Expectation,
  type ExpectationOptions,
  openExpectation,
} from './expectation.ts';
export type { ExpectedJoint, ExpectedPose } from './expected-pose.ts';
export { PROFILE_FORMAT, parseProfile } from './profile.ts';
