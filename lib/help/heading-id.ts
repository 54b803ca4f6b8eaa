/** The anchor of a heading, as code hosts make it: "Create a macro" → `create-a-macro`. `taken` keeps ids of one article apart. */
export function headingId(text: string, taken: Set<string>): string {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
  let id = plain;
  for (let n = 1; taken.has(id); n++) id = `${plain}-${n}`;
  taken.add(id);
  return id;
}
