import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { may, type Can } from "@/lib/auth/actor";
import { listMacros } from "@/lib/macros/queries";
import { macroPlace } from "./macro-place";
import { MacrosTable } from "./macros-table";

/** The macros of a scope's users, or of one feedback type. */
export async function MacrosPage({ actor, typeKey }: { actor: Can<"macros.read">; typeKey: string | null }) {
  const place = await macroPlace(actor, typeKey);
  const mayWrite = may(actor, "macros.write");
  const rows = await listMacros(actor, place.home);
  return (
    <>
      <PageHeader
        title={place.title}
        breadcrumbs={[...place.crumbs, { label: place.title }]}
        description={
          place.type
            ? `Macros for ${place.type.name}: one instruction that does several things with a ticket.`
            : "Macros for users: one instruction that does several things with a user."
        }
        actions={mayWrite && rows.length > 0 && <ButtonLink href={`${place.base}/new`}>Create a macro</ButtonLink>}
      />
      <MacrosTable
        label={place.title}
        scope={place.scope}
        base={place.base}
        runsBase={place.runsBase}
        target={place.home.target}
        rows={rows}
        mayWrite={mayWrite}
      />
    </>
  );
}
