export { openPeople } from './open-people.ts';
export type {
  Consent,
  Entry,
  EntrySummary,
  Erased,
  Grant,
  Kind,
  Ledger,
  People,
  PeopleOptions,
  Person,
  PersonData,
  PersonId,
  Protection,
  Viewer,
} from './types.ts';
