import { externalValue } from "@/app/(hub)/_screens/record/external-value";
import { ButtonLink } from "@/components/kit/button-link";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { listRecordValues } from "@/lib/external-data/queries";
import classes from "./project-home.module.css";

/** What other systems told about the project itself: its favorites, or all while none is starred. */
export async function ProjectData({ actor, base }: { actor: Can<"externalData.read">; base: string }) {
  const groups = await listRecordValues(actor, "project", projectIdOf(actor) ?? "");
  const live = groups.flatMap(({ group, values }) =>
    values.filter(({ field }) => !field.archived).map((item) => ({ group, item })),
  );
  const favorites = live.filter(({ item }) => item.field.favorite);
  const shown = (favorites.length > 0 ? favorites : live).filter(
    ({ item }) => item.field.favorite || item.provenance !== null,
  );
  return (
    <Section
      title="External data of the project"
      actions={groups.length > 0 && <TextLink href={`${base}/external-data/values`}>All values and changes</TextLink>}
    >
      {shown.length > 0 ? (
        <DefinitionList
          items={shown.map(({ group, item }) => externalValue(`${group.label} · ${item.field.label}`, group, item))}
        />
      ) : (
        <div className={classes.calm}>
          <p>
            {groups.length === 0
              ? "A project can hold values of its own, such as its release. There is no data group for them yet."
              : "Nothing is stored on the project yet. A project listener or a captured webhook answer fills it."}
          </p>
          <NextStep hasGroups={groups.length > 0} mayWrite={may(actor, "groups.write")} base={base} />
        </div>
      )}
    </Section>
  );
}

function NextStep({ hasGroups, mayWrite, base }: { hasGroups: boolean; mayWrite: boolean; base: string }) {
  if (!mayWrite) return null;
  return hasGroups ? (
    <ButtonLink href={`${base}/external-data/automation/new`} variant="default">
      Create an external listener
    </ButtonLink>
  ) : (
    <ButtonLink href={`${base}/external-data/new?target=project`} variant="default">
      Create a data group
    </ButtonLink>
  );
}
