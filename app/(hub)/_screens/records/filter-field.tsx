"use client";

import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { SelectField } from "@/components/form/select-field";
import { IconPlus } from "@/components/icons/icons";
import type { ScopeRef } from "@/lib/auth/authorize";
import classes from "./filter-field.module.css";
import { NewFilterDrawer, type FilterBase } from "./new-filter-drawer";

interface FilterFieldProps {
  scope: ScopeRef;
  /** Those that can be chosen. */
  filters: { value: string; label: string }[];
  /** What a new one is built from. */
  base: FilterBase;
  help: string;
}

/** The filter of a form, as `filterId`: one that is saved, or a new one made without leaving the form. */
export function FilterField({ scope, filters, base, help }: FilterFieldProps) {
  const { setValue } = useFormContext<{ filterId: string | null }>();
  const [known, setKnown] = useState(filters);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.root}>
      <SelectField name="filterId" label="Filter" options={known} placeholder="No filter" clearable help={help} />
      <ActionIcon
        variant="default"
        size={32}
        aria-label="Create a filter"
        title="Create a filter"
        onClick={() => setOpen(true)}
      >
        <IconPlus size={16} />
      </ActionIcon>
      {isOpen && (
        <NewFilterDrawer
          scope={scope}
          filter={base}
          onClose={() => setOpen(false)}
          onCreated={(made) => {
            setKnown((all) => [...all, made].sort((a, b) => a.label.localeCompare(b.label)));
            setValue("filterId", made.value, { shouldDirty: true, shouldValidate: true });
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}
