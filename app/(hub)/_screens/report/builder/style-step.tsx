"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { judgeStyles } from "@/lib/elements/styles";
import { styleLabels } from "@/lib/elements/schema";
import { suitingStyle } from "@/lib/reports/suiting-style";
import { definitionOrEmpty, type ElementDraftForm } from "./element-form";
import { styleIcons } from "./style-icons";
import { useLivePreview } from "./live-preview";
import classes from "./builder.module.css";

/** All styles; those that cannot show the chosen data say why. The best one is picked until somebody picks another. */
export function StyleStep() {
  const { control, setValue, formState } = useFormContext<ElementDraftForm>();
  const form = useWatch({ control }) as ElementDraftForm;
  const { drawn, isCurrent } = useLivePreview();
  const definition = definitionOrEmpty(form);
  const choices = drawn && isCurrent ? drawn.styles : judgeStyles(definition);
  const isPicked = choices.some(({ style, problem }) => style === form.style && problem === null);
  const shown = isPicked ? form.style : drawn && isCurrent ? drawn.style : suitingStyle(null, definition);
  const refused = formState.errors.style?.message;
  return (
    <fieldset className={classes.styles}>
      <legend className={classes.hidden}>Style</legend>
      {choices.map(({ style, problem: why }) => {
        const Icon = styleIcons[style];
        return (
          <label key={style} className={classes.tile} data-off={why !== null || undefined}>
            <input
              type="radio"
              name="style"
              aria-label={styleLabels[style]}
              aria-describedby={why === null ? undefined : `why-${style}`}
              className={classes.hidden}
              checked={style === shown}
              disabled={why !== null}
              onChange={() => setValue("style", style, { shouldDirty: true })}
            />
            <Icon size={22} stroke={1.6} data-turned={style === "bar" || undefined} />
            <span className={classes.style}>{styleLabels[style]}</span>
            {why !== null && (
              <span id={`why-${style}`} className={classes.why}>
                {why}
              </span>
            )}
          </label>
        );
      })}
      {typeof refused === "string" && (
        <p className={classes.problem} role="alert">
          {refused}
        </p>
      )}
    </fieldset>
  );
}
