"use client";

import { Button, Select } from "@mantine/core";
import { useId, useState } from "react";
import { IconPlus } from "@/components/icons/icons";
import { findQualifier, qualifiersOf } from "@/lib/conditions/qualifiers";
import type { Qualifier } from "@/lib/conditions/qualifiers";
import type { ConditionTest, ConditionValue } from "@/lib/conditions/schema";
import { isBlank } from "@/lib/conditions/value";
import type { FieldCatalog } from "@/lib/fields/catalog";
import { useListPlace } from "./builder-context";
import { convertValue } from "./convert-value";
import classes from "./filter-builder.module.css";
import { ItemSelect } from "./item-select";
import { QualifierSelect } from "./qualifier-select";
import { ValueInput } from "./value-input";

interface CriterionFormProps {
  fields: FieldCatalog;
  onAdd: (test: ConditionTest) => void;
  /** Why nothing more can be added. */
  full?: string;
}

/** Data set, Item, Default qualifier, Default value, Add to filter. Without a default value the criterion asks for one at run time. */
export function CriterionForm({ fields, onAdd, full }: CriterionFormProps) {
  const [dataSet, setDataSet] = useState<string | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const [is, setIs] = useState<Qualifier | null>(null);
  const [value, setValue] = useState<ConditionValue>();
  const [missing, setMissing] = useState(false);
  const place = useListPlace();
  const hint = useId();

  const field = path === null ? null : fields.find(path);
  const qualifier = field && is ? findQualifier(field, is) : null;
  const takesValue = qualifier !== null && qualifier.shape !== "none";

  const chooseDataSet = (key: string | null) => {
    setDataSet(key);
    if (field && key !== null && field.dataSet.key !== key) chooseItem(null);
  };
  const chooseItem = (next: string | null) => {
    const chosen = next === null ? null : fields.find(next);
    setPath(next);
    setIs(
      chosen ? (qualifiersOf(chosen).find((each) => each.is === is)?.is ?? qualifiersOf(chosen)[0]?.is ?? null) : null,
    );
    setValue(undefined);
    setMissing(false);
  };
  const chooseQualifier = (next: Qualifier) => {
    const shape = field && findQualifier(field, next)?.shape;
    setIs(next);
    setValue(shape ? convertValue(value, shape) : undefined);
  };
  const add = () => {
    if (!field || !is) return setMissing(true);
    const test: ConditionTest = { field: field.path, is, ...(value !== undefined && { value }) };
    onAdd(isBlank(test) ? { ...test, ask: true } : test);
    chooseItem(null);
  };

  return (
    <div className={classes.form} role="group" aria-label="New criterion">
      <Select
        label="Data set"
        placeholder="All data sets"
        clearable
        clearButtonProps={{ "aria-label": "All data sets" }}
        searchable
        openOnFocus={false}
        data={fields.dataSets().map(({ key, label }) => ({ value: key, label }))}
        nothingFoundMessage="No data set has this name"
        comboboxProps={place}
        value={dataSet}
        onChange={chooseDataSet}
      />
      <div>
        <ItemSelect fields={fields} dataSet={dataSet} value={path} onChange={chooseItem} label="Item" />
        {missing && (
          <p className={classes.problem} role="alert">
            Choose an item first.
          </p>
        )}
      </div>
      <QualifierSelect field={field} value={is} onChange={chooseQualifier} label="Default qualifier" />
      {field && takesValue && (
        <ValueInput
          field={field}
          shape={qualifier.shape}
          value={value}
          onChange={setValue}
          label="Default value"
          onEnter={add}
        />
      )}
      <div className={classes.add}>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={add}
          disabled={full !== undefined}
          aria-describedby={full || takesValue ? hint : undefined}
        >
          Add to filter
        </Button>
        {(full || takesValue) && (
          <span id={hint} className={classes.hint}>
            {full ?? "Without a default value it is asked at run time."}
          </span>
        )}
      </div>
    </div>
  );
}
