import { Skeleton, VisuallyHidden } from "@mantine/core";
import { Suspense } from "react";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import type { Can } from "@/lib/auth/actor";
import { listNews } from "@/lib/home/news";
import type { SinceChoice as Choice } from "@/lib/home/since";
import { sinceOf } from "@/lib/home/visits";
import { MarkSeen } from "./mark-seen";
import { newsLines } from "./news-lines";
import { SinceChoice } from "./since-choice";
import { SinceTime } from "./since-time";
import classes from "./home.module.css";

interface NewsSectionProps {
  actor: Can<"home.read">;
  root: string;
  chosen: Choice;
}

/** What others changed since a person was last here, in counts. Counting comes after the rest of the page. */
export async function NewsSection({ actor, root, chosen }: NewsSectionProps) {
  const since = await sinceOf(actor, chosen);
  return (
    <Section
      title={chosen === "visit" ? "What changed since you were last here" : "What changed"}
      description={
        since && (
          <>
            By others, since <SinceTime at={since.toISOString()} />
          </>
        )
      }
      actions={<SinceChoice chosen={chosen} />}
    >
      {since ? (
        <Suspense key={since.toISOString()} fallback={<Counting />}>
          <Lines actor={actor} root={root} since={since} isVisit={chosen === "visit"} />
        </Suspense>
      ) : (
        <p className={classes.none}>
          This is your first visit. When you come back, what others changed meanwhile stands here.
        </p>
      )}
    </Section>
  );
}

interface LinesProps extends Pick<NewsSectionProps, "actor" | "root"> {
  since: Date;
  isVisit: boolean;
}

async function Lines({ actor, root, since, isVisit }: LinesProps) {
  const news = await listNews(actor, since);
  const lines = newsLines(news, since, root);
  const scope = actor.scope.kind === "project" ? { project: actor.scope.key } : ("community" as const);
  return (
    <>
      {lines.length === 0 && news.isWhole && <p className={classes.none}>Nothing changed.</p>}
      <dl className={classes.news}>
        {lines.map(({ id, about, parts }) => (
          <div key={id}>
            <dt>{about}</dt>
            {parts.map(({ text, href }) => (
              <dd key={href}>
                <TextLink href={href}>{text}</TextLink>
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {!news.isWhole && <p className={classes.none}>Some of it took too long to count and is left out.</p>}
      {isVisit && lines.length > 0 && <MarkSeen scope={scope} />}
    </>
  );
}

function Counting() {
  return (
    <div aria-busy>
      <VisuallyHidden>Counting</VisuallyHidden>
      <Skeleton height={14} width="40%" mb={8} />
      <Skeleton height={14} width="55%" />
    </div>
  );
}
