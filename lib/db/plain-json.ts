/** What zod parsed is plain JSON, which Prisma's own type for it cannot see; `undefined` members are dropped on the way. */
export function plainJson(value: unknown): object {
  return JSON.parse(JSON.stringify(value)) as object;
}
