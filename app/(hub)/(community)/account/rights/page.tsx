import { Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { RightsView } from "@/app/(hub)/_screens/rights/rights-view";
import { HelpLink } from "@/components/kit/help-link";
import { LinkTabs } from "@/components/kit/link-tabs";
import { PageHeader } from "@/components/kit/page-header";
import { also, identify } from "@/lib/auth/authorize";
import { effectiveRights } from "@/lib/auth/effective-rights";
import { helpLinks } from "@/lib/help/links";
import { listMacroRights } from "@/lib/macros/macro-rights";
import { listProjects } from "@/lib/projects/queries";
import { page } from "@/lib/web/page";

export const metadata = { title: "What you may do" };

/** One's own rights, in the community and in each of one's projects. */
export default page("preferences.write", async ({ actor, search }) => {
  if (!actor.personId) notFound();
  const projects = await listProjects(also(actor, "home.read"));
  const chosen = projects.find(({ key }) => key === search["project"]) ?? null;
  const { scope } = chosen ? await identify(actor.personId, { project: chosen.key }) : actor;
  const rights = await effectiveRights(actor.personId, scope);
  const macros = await listMacroRights(scope, actor.personId, rights.role);
  return (
    <>
      <PageHeader
        title="What you may do"
        breadcrumbs={[{ label: "Preferences", href: "/account" }, { label: "What you may do" }]}
        actions={<HelpLink to={helpLinks.roles}>Roles and rights</HelpLink>}
      />
      <Stack gap="lg">
        <LinkTabs
          label="Where"
          tabs={[
            { label: "Community", href: "/account/rights", active: chosen === null },
            ...projects.map(({ key, name }) => ({
              label: name,
              href: `/account/rights?project=${key}`,
              active: key === chosen?.key,
            })),
          ]}
        />
        <RightsView rights={rights} macros={macros} />
      </Stack>
    </>
  );
});
