import { ButtonLink } from "@/components/kit/button-link";
import type { ScopeRef } from "@/lib/auth/authorize";

/** From an empty list to the recipes, which a project has and the community does not. */
export function RecipesLink({ scope }: { scope: ScopeRef }) {
  if (scope === "community") return null;
  return (
    <ButtonLink href={`/projects/${scope.project}/configuration/recipes`} variant="default">
      Start from a recipe
    </ButtonLink>
  );
}
