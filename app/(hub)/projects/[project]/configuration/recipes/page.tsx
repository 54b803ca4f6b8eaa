import { Text } from "@mantine/core";
import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import classes from "@/app/(hub)/_screens/recipes/recipes.module.css";
import { HelpLink } from "@/components/kit/help-link";
import { Link } from "@/components/kit/link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { helpLinks } from "@/lib/help/links";
import { recipes } from "@/lib/recipes/recipes";
import { page } from "@/lib/web/page";

export const metadata = { title: "Recipes" };

export default page("project.write", async ({ actor, param }) => {
  const key = param("project");
  const base = `/projects/${key}`;
  const gate = await integrationState();
  return (
    <>
      <PageHeader
        title="Recipes"
        description="Macros, listeners, data groups and triggers that belong together, made from a few answers."
        breadcrumbs={[
          { label: actor.scope.kind === "project" ? actor.scope.name : key, href: base },
          { label: "Project configuration", href: `${base}/configuration` },
          { label: "Recipes" },
        ]}
        actions={<HelpLink to={helpLinks.recipes}>How recipes work</HelpLink>}
      />
      {gate === "open" ? (
        <ul className={classes.gallery}>
          {recipes.map(({ id, name, summary }) => (
            <li key={id}>
              <Section>
                <Link href={`${base}/configuration/recipes/${id}`} className={classes.name}>
                  {name}
                </Link>
                <Text size="sm" c="dimmed">
                  {summary}
                </Text>
              </Section>
            </li>
          ))}
        </ul>
      ) : (
        <IntegrationGate state={gate} canOpen={actor.role === "community_manager"} scope="page" />
      )}
    </>
  );
});
