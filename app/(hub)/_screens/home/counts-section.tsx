import { Section } from "@/components/kit/section";
import type { Can } from "@/lib/auth/actor";
import { encodeTableState } from "@/lib/conditions/table-state";
import { listCountable, listCountCards } from "@/lib/home/count-cards";
import type { CountCard as Card } from "@/lib/home/schema";
import { AddCount } from "./add-count";
import { CountCard } from "./count-card";
import classes from "./home.module.css";

/**
 * Saved filters as cards with how many they find. They are a person's own, unlike what is pinned, which a manager arranges for everyone:
 * so support and observers have them too, of filters that only they see, and no report has to be made first.
 */
export async function CountsSection({ actor, root }: { actor: Can<"filters.write">; root: string }) {
  const [cards, filters] = await Promise.all([listCountCards(actor), listCountable(actor)]);
  const scope = actor.scope.kind === "project" ? { project: actor.scope.key } : ("community" as const);
  return (
    <Section title="Your counts" actions={filters.length > 0 && <AddCount scope={scope} filters={filters} />}>
      {cards.length === 0 ? (
        <p className={classes.none}>
          {filters.length === 0
            ? `Save a filter in a list of users${scope === "community" ? "" : " or feedback"}. Then it can stand here, with how many it finds.`
            : "Add a filter, and see here how many it finds."}
        </p>
      ) : (
        <ul className={classes.counts} aria-label="Your counts">
          {cards.map((card, index) => (
            <CountCard
              key={card.id}
              card={card}
              scope={scope}
              href={listOf(card, root)}
              at={{ index, last: cards.length - 1 }}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function listOf({ filterId, typeKey }: Card, root: string): string {
  const list = typeKey === null ? `${root}/users` : `${root}/feedback/${typeKey}`;
  return `${list}?${encodeTableState({ filter: filterId }).toString()}`;
}
