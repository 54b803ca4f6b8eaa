import { IconPencil } from "@/components/icons/icons";
import { TextLink } from "@/components/kit/text-link";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable, type SimpleColumn } from "@/components/table/simple-table";
import { may } from "@/lib/auth/actor";
import { listTypeOverview, type TypeOverview } from "@/lib/feedback/type-overview";
import { helpLinks } from "@/lib/help/links";
import { page } from "@/lib/web/page";
import classes from "./types.module.css";

export const metadata = { title: "Feedback types" };

export default page("types.read", async ({ actor, param }) => {
  const key = param("project");
  const base = `/projects/${key}`;
  const here = `${base}/configuration/feedback-types`;
  const mayWrite = may(actor, "types.write");
  const types = await listTypeOverview(actor);
  const create = mayWrite && <ButtonLink href={`${here}/new`}>New feedback type</ButtonLink>;
  return (
    <>
      <PageHeader
        title="Feedback types"
        description="A feedback type is a kind of ticket, with its own fields, statuses, macros and listeners."
        breadcrumbs={[
          { label: actor.scope.kind === "project" ? actor.scope.name : key, href: base },
          { label: "Project configuration", href: mayWrite ? `${base}/configuration` : undefined },
          { label: "Feedback types" },
        ]}
        actions={types.length > 0 && create}
      />
      {types.length === 0 ? (
        <EmptyState
          title="No feedback types yet"
          actions={
            <>
              {create}
              <HelpLink to={helpLinks.feedbackTypes}>About feedback types</HelpLink>
            </>
          }
        >
          Make one for each kind of ticket that testers send, such as Bug report or Idea.
        </EmptyState>
      ) : (
        <Section flush>
          <SimpleTable label="Feedback types" columns={columnsOf(base, mayWrite)} rows={types} rowId={({ id }) => id} />
        </Section>
      )}
    </>
  );
});

function columnsOf(base: string, mayWrite: boolean): SimpleColumn<TypeOverview>[] {
  const place = (type: TypeOverview) => `${base}/configuration/feedback-types/${type.key}`;
  return [
    {
      id: "name",
      header: "Feedback type",
      cell: (type) => (
        <div className={classes.name}>
          {mayWrite ? <TextLink href={place(type)}>{type.name}</TextLink> : type.name}
          <span className={classes.quiet}>
            {type.prefix}-1, {type.prefix}-2 … · {type.defaultVisibility === "public" ? "Public" : "Private"}
          </span>
        </div>
      ),
    },
    {
      id: "tickets",
      header: "Tickets",
      align: "end",
      cell: (type) => <TextLink href={`${base}/feedback/${type.key}`}>{type.feedback.toLocaleString("en")}</TextLink>,
    },
    { id: "fields", header: "Fields", align: "end", cell: (type) => type.fields.toLocaleString("en") },
    { id: "statuses", header: "Statuses", align: "end", cell: (type) => type.statuses.toLocaleString("en") },
    {
      id: "links",
      header: "Macros and listeners",
      cell: (type) => (
        <span className={classes.links}>
          <TextLink href={`${place(type)}/resources`}>Feedback resources</TextLink>
          <TextLink href={`${place(type)}/automation`}>Feedback automation</TextLink>
        </span>
      ),
    },
    ...(mayWrite
      ? [
          {
            id: "modify",
            header: "Modify",
            cell: (type: TypeOverview) => (
              <ButtonLink
                href={place(type)}
                variant="default"
                size="compact-sm"
                leftSection={<IconPencil size={14} />}
                aria-label={`Modify ${type.name}`}
              >
                Modify
              </ButtonLink>
            ),
          },
        ]
      : []),
  ];
}
