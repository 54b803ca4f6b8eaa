import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import type { Actor } from "@/lib/auth/actor";
import type { OwnProject } from "@/lib/home/own-projects";
import { attentionOf } from "./attention-of";
import classes from "./home.module.css";

interface AttentionSectionProps {
  actor: Actor;
  root: string;
  /** Looked into as well, each item named by its project. */
  projects?: readonly OwnProject[];
}

/** What a person has to look at, first of all; nothing when all is well. */
export async function AttentionSection({ actor, root, projects = [] }: AttentionSectionProps) {
  const { items, isMore } = await attentionOf(actor, root, projects);
  if (items.length === 0) return null;
  return (
    <Section title="Needs attention" description="Each goes away by itself once it is well again.">
      <ul className={classes.attention}>
        {items.map(({ id, tone, word, text, href, fix, project }) => (
          <li key={`${project} ${id}`}>
            <StatusBadge tone={tone} variant="plain">
              {word}
            </StatusBadge>
            <span className={classes.words}>
              {project && <b>{project}: </b>}
              {text}
            </span>
            <TextLink href={href}>{fix}</TextLink>
          </li>
        ))}
      </ul>
      {isMore && <p className={classes.none}>There is more: each project names its own on its home page.</p>}
    </Section>
  );
}
