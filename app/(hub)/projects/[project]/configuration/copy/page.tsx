import { Alert, Stack } from "@mantine/core";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { FormSkeleton } from "@/components/states/form-skeleton";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { listApiKeys } from "@/lib/api-keys/queries";
import { listMissingSecrets } from "@/lib/configuration/missing-secrets";
import { countParts } from "@/lib/configuration/parts";
import { readConfiguration } from "@/lib/configuration/read";
import { AppError } from "@/lib/errors/app-error";
import { helpLinks } from "@/lib/help/links";
import { listManagedProjects } from "@/lib/projects/queries";
import { page } from "@/lib/web/page";
import { ExportForm } from "./export-form";
import { TakeScreen } from "./take-screen";

export const metadata = { title: "Copy and export" };

export default page(
  "project.write",
  async ({ actor, param }) => {
    const key = param("project");
    const base = `/projects/${key}`;
    const [exported, missing, projects, apiKeys] = await Promise.all([
      readExportable(actor),
      listMissingSecrets(actor),
      listManagedProjects(actor),
      listApiKeys(also(actor, "apiKeys.read")),
    ]);
    const choices = {
      projects: projects
        .filter((project) => project.key !== key)
        .map(({ key: value, name, isTemplate }) => ({ value, label: isTemplate ? `${name} (template)` : name })),
      apiKeys: apiKeys.filter(({ state }) => state === "usable").map(({ id, name }) => ({ value: id, label: name })),
    };
    return (
      <>
        <PageHeader
          title="Copy and export"
          description="The whole configuration as a file, and configuration from elsewhere into this project."
          breadcrumbs={[
            { label: actor.scope.kind === "project" ? actor.scope.name : key, href: base },
            { label: "Project configuration", href: `${base}/configuration` },
            { label: "Copy and export" },
          ]}
          actions={<HelpLink to={helpLinks.copyConfiguration}>What is copied, and what is not</HelpLink>}
        />
        <Stack gap="lg" maw="64rem">
          <Section
            title="Export"
            description="People, tickets, values and secrets are not in the file. A URL or header that is not marked as secret is."
          >
            {"problem" in exported ? (
              <Alert color="yellow" variant="light">
                {exported.problem}
              </Alert>
            ) : (
              <ExportForm project={key} counts={exported.counts} />
            )}
          </Section>
          <TakeScreen project={key} choices={choices} missing={missing} />
        </Stack>
      </>
    );
  },
  <FormSkeleton />,
);

/** What stands in the way of an export is to be mended elsewhere, so it is said and the page stays. */
async function readExportable(actor: Can<"project.write">) {
  try {
    return { counts: countParts(await readConfiguration(actor)) };
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return { problem: error.message };
    throw error;
  }
}
