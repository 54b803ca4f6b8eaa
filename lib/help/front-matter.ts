import { z } from "zod";
import { sectionNames } from "./sections";

const frontMatter = z.strictObject({
  title: z.string().min(1),
  section: z.enum(sectionNames),
  order: z.coerce.number().int(),
  /** One sentence, shown on cards and in search results. */
  summary: z.string().min(1),
  /** Slugs of neighbours, best first. */
  related: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((slug) => slug.trim() || [])),
});

export type FrontMatter = z.infer<typeof frontMatter>;

/** Splits a file into its head (lines `name: value` between two lines of `---`) and its body. Throws on a head that is not right. */
export function readFrontMatter(file: string): { head: FrontMatter; body: string } {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file.replaceAll("\r\n", "\n"));
  if (!match) throw new Error("does not begin with front matter between two lines of ---");
  const lines = (match[1] ?? "").split("\n").map((line) => {
    const [, name, value] = /^(\w+): (.+)$/.exec(line) ?? [];
    if (!name || !value) throw new Error(`has a line in its front matter that is not "name: value": ${line}`);
    return [name, value.trim()] as const;
  });
  return { head: frontMatter.parse(Object.fromEntries(lines)), body: match[2] ?? "" };
}
