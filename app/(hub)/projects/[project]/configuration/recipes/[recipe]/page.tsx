import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import { lacking } from "@/app/(hub)/_screens/recipes/lacking";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { FormSkeleton } from "@/components/states/form-skeleton";
import { loadFacts } from "@/lib/recipes/facts";
import { getRecipe } from "@/lib/recipes/recipes";
import { page } from "@/lib/web/page";
import { RecipeScreen } from "./recipe-screen";

export const metadata = { title: "Recipe" };

export default page(
  "project.write",
  async ({ actor, param }) => {
    const key = param("project");
    const base = `/projects/${key}`;
    const { id, name, summary, guide, questions } = getRecipe(param("recipe"));
    const [gate, facts] = await Promise.all([integrationState(), loadFacts(actor)]);
    const isCommunityManager = actor.role === "community_manager";
    const missing = lacking(questions, facts, { base, isCommunityManager });
    return (
      <>
        <PageHeader
          title={name}
          description={summary}
          breadcrumbs={[
            { label: actor.scope.kind === "project" ? actor.scope.name : key, href: base },
            { label: "Project configuration", href: `${base}/configuration` },
            { label: "Recipes", href: `${base}/configuration/recipes` },
            { label: name },
          ]}
          actions={<HelpLink to={guide}>Guide, with the other side</HelpLink>}
        />
        {gate !== "open" ? (
          <IntegrationGate state={gate} canOpen={isCommunityManager} scope="page" />
        ) : missing ? (
          <EmptyState
            title={missing.title}
            actions={missing.href && <ButtonLink href={missing.href}>{missing.action}</ButtonLink>}
            scope="page"
          >
            {missing.text}
          </EmptyState>
        ) : (
          <RecipeScreen project={key} recipe={id} questions={questions} facts={facts} />
        )}
      </>
    );
  },
  <FormSkeleton />,
);
