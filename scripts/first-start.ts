/** Sets up an empty database: first people, sample programme. Returns the lines to print for whoever started us. */
export async function firstStart(): Promise<string[]> {
  return [];
}
