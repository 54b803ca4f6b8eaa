"use client";

import { useWatch } from "react-hook-form";
import { RadioField } from "@/components/form/choice-fields";
import { MultiSelectField, SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import type { Answers, Question, RecipeFacts, RecipeType } from "@/lib/recipes/question";

/** One question of a recipe, with what there is to choose from; what hangs on the feedback type follows the one that is chosen. */
export function QuestionField({ question, facts }: { question: Question; facts: RecipeFacts }) {
  const typeKey = useWatch<Answers>({ name: "type" });
  const type = facts.types.find(({ key }) => key === typeKey);
  const { name, label, help, optional = false } = question;
  const common = { name, label, help, required: !optional };
  switch (question.kind) {
    case "text":
    case "number":
      return <TextField {...common} placeholder={question.placeholder} />;
    case "long_text":
      return <TextArea {...common} />;
    case "secret":
      return <TextField {...common} type="password" autoComplete="new-password" placeholder={question.placeholder} />;
    case "choice":
      return <RadioField {...common} options={question.options} />;
    case "values":
      return <MultiSelectField {...common} options={valueOptions(type)} />;
    case "feedback_type":
    case "status":
    case "resolution":
    case "text_field":
    case "profile_field":
    case "api_key":
      return <SelectField {...common} clearable={optional} options={optionsOf(question.kind, facts, type)} />;
  }
}

type Chosen = "feedback_type" | "status" | "resolution" | "text_field" | "profile_field" | "api_key";

function optionsOf(kind: Chosen, facts: RecipeFacts, type: RecipeType | undefined) {
  const texts = (type?.fields ?? []).filter((field) => field.type === "long_text" || field.type === "text");
  const named = {
    feedback_type: facts.types.map(({ key, name }) => ({ value: key, label: name })),
    status: (type?.statuses ?? []).map(({ key, name }) => ({ value: key, label: name })),
    resolution: (type?.resolutions ?? []).map(({ key, name }) => ({ value: key, label: name })),
    text_field: texts.map(({ key, label }) => ({ value: key, label })),
    profile_field: facts.profileFields.map(({ key, label }) => ({ value: key, label })),
    api_key: facts.apiKeys.map(({ id, name }) => ({ value: id, label: name })),
  };
  return named[kind];
}

function valueOptions(type: RecipeType | undefined) {
  return (type?.fields ?? [])
    .filter((field) => field.type === "choice")
    .map((field) => ({
      group: field.label,
      items: field.options.map(({ value, label }) => ({
        value: `${field.key}=${value}`,
        label: `${field.label}: ${label}`,
      })),
    }));
}
