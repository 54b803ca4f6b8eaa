import { PageHeader } from "@/components/kit/page-header";
import { may, type Can } from "@/lib/auth/actor";
import { listMailTemplates } from "@/lib/mail-templates/queries";
import { contextChoices } from "./context-choices";
import { CreateTemplate } from "./create-template";
import { templatePlace } from "./template-place";
import { TemplatesTable } from "./templates-table";

/** The e-mail templates of a project or of the community. */
export async function TemplatesPage({ actor }: { actor: Can<"macros.read"> }) {
  const place = templatePlace(actor);
  const [rows, choices] = await Promise.all([listMailTemplates(actor), contextChoices(actor)]);
  const mayWrite = may(actor, "macros.write");
  return (
    <>
      <PageHeader
        title="E-mail templates"
        breadcrumbs={[...place.crumbs, { label: "E-mail templates" }]}
        description="What macros mail, written once and sent by as many as you like."
        actions={mayWrite && rows.length > 0 && <CreateTemplate base={place.base} choices={choices} />}
      />
      <TemplatesTable place={place} rows={rows} choices={choices} mayWrite={mayWrite} />
    </>
  );
}
