import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import type { Actor } from "@/lib/auth/actor";
import { attentionProviders } from "./attention-providers";
import classes from "./home.module.css";

/** What a person has to look at, first of all; nothing when all is well. */
export async function AttentionSection({ actor, root }: { actor: Actor; root: string }) {
  const found = await Promise.all(attentionProviders.map((find) => find(actor, root)));
  const items = found.flat();
  if (items.length === 0) return null;
  return (
    <Section title="Needs attention" description="Each goes away by itself once it is well again.">
      <ul className={classes.attention}>
        {items.map(({ id, tone, word, text, href, fix }) => (
          <li key={id}>
            <StatusBadge tone={tone} variant="plain">
              {word}
            </StatusBadge>
            <span className={classes.words}>{text}</span>
            <TextLink href={href}>{fix}</TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
