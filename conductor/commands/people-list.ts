import type { Consent, Person } from '../state/people/index.ts';

const day = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** The newest line of every `what`: those before it are history. */
const standing = (consents: readonly Consent[]): Consent[] => [
  ...new Map(consents.map((consent) => [consent.what, consent])).values(),
];

const consentLine = (consent: Consent, nowMs: number): string => {
  const { what, who, untilMs, withdrawnMs } = consent;
  if (withdrawnMs !== null) return `  ${what}: withdrawn ${day(withdrawnMs)}`;
  if (untilMs !== null && untilMs <= nowMs) return `  ${what}: ran out ${day(untilMs)}`;
  const until = untilMs === null ? 'until withdrawn' : `until ${day(untilMs)}`;
  return `  ${what}: agreed ${until}; may be seen by: ${who}`;
};

const how = ({ sealed, locked }: Person): string => {
  if (locked) return 'sealed, key not given';
  return sealed ? 'sealed' : 'in plain';
};

/** What is kept of a person and what they agreed to, as lines. Pure. */
export const personText = (person: Person, nowMs: number): string => {
  const bodies = person.bodies.length > 0 ? `, tonight ${person.bodies.join(', ')}` : '';
  const lines = [`${person.id}  ${person.name ?? '(no name)'}  (${how(person)}${bodies})`];
  for (const consent of standing(person.consents)) lines.push(consentLine(consent, nowMs));
  for (const { kind, name, bytes, changedMs } of person.entries)
    lines.push(`  kept: ${kind} "${name ?? '?'}", ${size(bytes)}, ${day(changedMs)}`);
  if (person.consents.length === 0) lines.push('  agreed to nothing: nothing can be kept of them');
  return `${lines.join('\n')}\n`;
};
