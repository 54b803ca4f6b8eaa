import { objectAddress } from "@/app/(hub)/_screens/audit/object-address";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { may, type Can } from "@/lib/auth/actor";
import { listOpened } from "@/lib/home/opened";
import type { OpenedKind, OpenedThing } from "@/lib/home/schema";
import classes from "./home.module.css";

/** What a person opened last, to go on with it. */
export async function OpenedSection({ actor }: { actor: Can<"home.read"> }) {
  const things = await listOpened(actor);
  const isCommunity = actor.scope.kind === "community";
  // Whoever only takes part opens nothing of this.
  if (things.length === 0 && !may(actor, "macros.read")) return null;
  return (
    <Section title="Opened last">
      {things.length === 0 ? (
        <p className={classes.none}>
          Users, tickets, macros, listeners, reports and data packages that you open stand here.
        </p>
      ) : (
        <ul className={classes.rows} aria-label="Opened last">
          {things.map((thing) => (
            <li key={`${thing.kind} ${thing.id}`}>
              <TextLink href={addressOf(thing)}>{thing.name}</TextLink>
              <span className={classes.aside}>
                {kindWords[thing.kind]}
                {isCommunity && thing.project && `, ${thing.project.name}`}
              </span>
              <span className={classes.time}>
                <RelativeTime at={thing.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const kindWords: Record<OpenedKind, string> = {
  ticket: "Ticket",
  user: "User",
  macro: "Macro",
  listener: "External listener",
  report: "Report",
  "data package": "Data package",
};

function addressOf({ kind, id, slug, project, typeKey, target }: OpenedThing): string {
  if (kind === "ticket") return `/projects/${project?.key}/feedback/${typeKey}/${slug}`;
  const place = { kind, id, project: project?.key ?? null, type: typeKey, target };
  return objectAddress({ kind, objectId: id, project }, [place]) ?? "/";
}
