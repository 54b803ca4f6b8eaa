import { notFound } from "next/navigation";
import { z } from "zod";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import type { Can } from "@/lib/auth/actor";
import { effectiveRights } from "@/lib/auth/effective-rights";
import { helpLinks } from "@/lib/help/links";
import { listMacroRights } from "@/lib/macros/macro-rights";
import { requireUserHere } from "@/lib/users/user-here";
import { usernames } from "@/lib/users/usernames";
import { RightsView } from "./rights-view";

/** What one person may do in a project or in the community, and through what. */
export async function RightsPage({ actor, id }: { actor: Can<"users.read">; id: string }) {
  if (!z.uuid().safeParse(id).success) notFound();
  const { scope } = actor;
  await requireUserHere(actor, id);
  const [names, rights] = await Promise.all([usernames([id]), effectiveRights(id, scope)]);
  const name = names.get(id) ?? "this person";
  const macros = await listMacroRights(scope, id, rights.role);
  const base = scope.kind === "project" ? `/projects/${scope.key}` : "/community";
  return (
    <>
      <PageHeader
        title={`What ${name} may do`}
        breadcrumbs={[
          scope.kind === "project" ? { label: scope.name, href: base } : { label: "Community tools" },
          { label: scope.kind === "project" ? "Project users" : "Community users", href: `${base}/users` },
          { label: name, href: `${base}/users/${id}` },
          { label: "Rights" },
        ]}
        actions={<HelpLink to={helpLinks.roles}>Roles and rights</HelpLink>}
      />
      <RightsView rights={rights} macros={macros} />
    </>
  );
}
