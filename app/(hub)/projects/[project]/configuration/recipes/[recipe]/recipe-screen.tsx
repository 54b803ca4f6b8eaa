"use client";

import { Alert, Button, Stack } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { CheckedItems } from "@/app/(hub)/_screens/configuration/checked-items";
import classes from "@/app/(hub)/_screens/configuration/configuration.module.css";
import { bringIntoView } from "@/app/(hub)/_screens/recipes/bring-into-view";
import { firstAnswers } from "@/app/(hub)/_screens/recipes/first-answers";
import { QuestionField } from "@/app/(hub)/_screens/recipes/question-field";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Checked } from "@/lib/configuration/checked";
import type { Installed } from "@/lib/recipes/install";
import type { Answers, Question, RecipeFacts } from "@/lib/recipes/question";
import { check, install } from "./actions";
import { InstalledRecipe } from "./installed-recipe";

interface RecipeScreenProps {
  project: string;
  recipe: string;
  questions: readonly Question[];
  facts: RecipeFacts;
}

/** What was typed is judged by the recipe itself, which knows what the answers are for. */
const anything: z.ZodType<Answers, Answers> = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.array(z.string()), z.null()]),
);

/** Questions, then what would be made, then what is left to do in the other system. */
export function RecipeScreen({ project, recipe, questions, facts }: RecipeScreenProps) {
  const scope = { project };
  const form = useZodForm(anything, firstAnswers(questions, facts));
  const [plan, setPlan] = useState<Checked | null>(null);
  const [installed, setInstalled] = useState<Installed | null>(null);
  const checking = useAction((answers: Answers) => check(scope, { recipe, answers }), { form, onSuccess: setPlan });
  const installing = useAction(() => install(scope, { recipe, answers: form.getValues() }), {
    form,
    onSuccess: (result) => {
      if (result.done) setInstalled(result);
      else setPlan(result.checked);
    },
  });
  if (installed) return <InstalledRecipe project={project} installed={installed} />;
  const cannot = plan?.items.some(({ state }) => state === "cannot");
  return (
    <Stack gap="lg" maw="64rem">
      {plan === null ? (
        <Form form={form} onSubmit={checking.run} guard={false}>
          {questions.map((question) => (
            <QuestionField key={question.name} question={question} facts={facts} />
          ))}
          <FormActions submit="Check first" pending={checking.pending} />
        </Form>
      ) : (
        <>
          <Alert
            color={cannot ? "yellow" : "blue"}
            variant="light"
            role="status"
            title="Nothing has been made yet"
            tabIndex={-1}
            ref={bringIntoView}
          >
            {cannot
              ? "Something of it cannot be made; the list says why. Nothing is made before that is mended."
              : "This is what will be made, all of it or nothing. Names that are taken have a number."}
          </Alert>
          <CheckedItems items={plan.items} />
          <div className={classes.foot}>
            {!cannot && (
              <Button loading={installing.pending} onClick={() => void installing.run(undefined)}>
                Install
              </Button>
            )}
            <Button variant="default" onClick={() => setPlan(null)}>
              Change the answers
            </Button>
          </div>
        </>
      )}
    </Stack>
  );
}
