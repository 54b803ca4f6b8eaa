/** The name and address under which a deleted account stays, always the same ones. */
export function standIn(id: string): { username: string; email: string } {
  const username = `deleted-${id.slice(-12)}`;
  return { username, email: `${username}@deleted.invalid` };
}
