/**
 * The groups in which a case number is said: the day by twos, the station, the count, the check digits. What is no
 * number of ours is one group.
 */
export function spokenGroups(protocol: string): string[] {
  const parts = /^(\d\d)(\d\d)(\d\d)-(\d\d)\.(\d{3})-(\d\d)$/.exec(protocol);
  return parts ? parts.slice(1) : [protocol];
}
