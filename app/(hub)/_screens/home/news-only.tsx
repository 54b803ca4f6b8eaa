import { Text } from "@mantine/core";
import { TextLink } from "@/components/kit/text-link";
import { DueMinute } from "./due-minute";

interface NewsOnlyProps {
  /** An instant; nothing is shown without one. */
  since: string | undefined;
  /** What the list shows: "Bulk runs that ended". */
  words: string;
  /** What of one's own it leaves out. */
  own?: string;
  /** The whole list. */
  href: string;
}

/** Above a list that a line of the home page led to: what it is narrowed to, and the way to all of it. */
export function NewsOnly({ since, words, own, href }: NewsOnlyProps) {
  if (since === undefined) return null;
  return (
    <Text size="sm" mb="sm">
      {words} since <DueMinute at={since} />
      {own && `, ${own}`}. <TextLink href={href}>Show all</TextLink>
    </Text>
  );
}
