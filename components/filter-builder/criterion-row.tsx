"use client";

import { Checkbox } from "@mantine/core";
import { testSentence } from "@/lib/conditions/sentence";
import { findQualifier, qualifiersOf } from "@/lib/conditions/qualifiers";
import type { Qualifier } from "@/lib/conditions/qualifiers";
import type { ConditionTest } from "@/lib/conditions/schema";
import { fieldTitle } from "@/lib/fields/format";
import { useBuilder } from "./builder-context";
import { convertValue } from "./convert-value";
import { replaceAt } from "./edit-tree";
import classes from "./filter-builder.module.css";
import { ItemSelect } from "./item-select";
import { PartButtons } from "./part-buttons";
import { QualifierSelect } from "./qualifier-select";
import { StepCount } from "./step-count";
import { ValueInput } from "./value-input";

/** One criterion of the filter, changed in place. */
export function CriterionRow({ test, at }: { test: ConditionTest; at: string }) {
  const { fields, condition, change, problems } = useBuilder();
  const field = fields.find(test.field);
  const qualifier = field && findQualifier(field, test.is);
  const name = testSentence(test, fields.find);
  const problem = problems.get(at);
  const takesValue = qualifier !== null && qualifier.shape !== "none";
  const put = (next: ConditionTest) => change(replaceAt(condition, at, next));

  return (
    <li className={classes.row} data-place={at} data-off={test.off || undefined}>
      <div role="group" aria-label={test.off ? `${name}, switched off` : name} className={classes.parts}>
        <ItemSelect
          fields={fields}
          dataSet={null}
          value={test.field}
          onChange={(path) => path && put(withField(test, path, fields.find))}
          label={{ hidden: "Item" }}
        />
        <QualifierSelect
          field={field}
          value={test.is}
          onChange={(is) => put(withQualifier(test, is, field && findQualifier(field, is)?.shape))}
          label={{ hidden: "Qualifier" }}
        />
        {field && takesValue && (
          <ValueInput
            field={field}
            shape={qualifier.shape}
            value={test.value}
            onChange={(value) => put({ ...test, value })}
            label={{ hidden: `${test.ask ? "Default value" : "Value"} of ${fieldTitle(field)}` }}
          />
        )}
        {takesValue && (
          <Checkbox
            className={classes.ask}
            label="Ask at run time"
            checked={test.ask ?? false}
            onChange={(event) => put({ ...test, ask: event.currentTarget.checked || undefined })}
          />
        )}
        {test.off && <span className={classes.off}>Switched off</span>}
        <StepCount at={at} />
        <PartButtons part={test} at={at} name={name} />
      </div>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}

type Find = ReturnType<typeof useBuilder>["fields"]["find"];

function withField(test: ConditionTest, path: string, find: Find): ConditionTest {
  const field = find(path);
  const qualifier = field && (findQualifier(field, test.is) ?? qualifiersOf(field)[0]);
  if (!field || !qualifier) return test;
  const value = field.options ? undefined : convertValue(test.value, qualifier.shape);
  return { ...test, field: path, is: qualifier.is, value };
}

function withQualifier(
  test: ConditionTest,
  is: Qualifier,
  shape: Parameters<typeof convertValue>[1] | null | undefined,
): ConditionTest {
  return { ...test, is, value: shape ? convertValue(test.value, shape) : undefined };
}
