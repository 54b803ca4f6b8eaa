import type { Question, RecipeFacts } from "@/lib/recipes/question";

interface Place {
  base: string;
  isCommunityManager: boolean;
}

/** What has to be there before the first question of a recipe can be answered, with the way to it. */
export function lacking(questions: readonly Question[], facts: RecipeFacts, { base, isCommunityManager }: Place) {
  const asks = (kind: Question["kind"]) => questions.some((question) => question.kind === kind && !question.optional);
  if (asks("feedback_type") && facts.types.length === 0)
    return {
      title: "A feedback type is needed first",
      text: "This recipe is about tickets, and the project has no kind of ticket yet.",
      action: "New feedback type",
      href: `${base}/configuration/feedback-types/new`,
    };
  if (asks("profile_field") && facts.profileFields.length === 0)
    return {
      title: "Profile fields are needed first",
      text: `This recipe reads what testers have in their profiles, and the community has no profile fields.${isCommunityManager ? "" : " A community manager can add them."}`,
      action: "Open profile fields",
      href: isCommunityManager ? "/community/profile-fields" : null,
    };
  return null;
}
