"use client";

import { ActionIcon, Button, Group, Select, Textarea, TextInput, Tooltip } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { slug } from "@/components/form/slug";
import { IconArrowDown, IconArrowUp, IconTrash } from "@/components/icons/icons";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import type { ProfileFieldRow } from "@/lib/users/profile";
import { saveProfileFields } from "./actions";
import classes from "./profile.module.css";

type Row = Omit<ProfileFieldRow, "id"> & { id: string; isNew: boolean };

const types = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "Yes or no" },
  { value: "date", label: "Date" },
  { value: "choice", label: "Choice" },
];

/** The fields every account has, for address checks, filters and tags such as ((user.profile.city)). */
export function ProfileFieldsForm({ fields }: { fields: ProfileFieldRow[] }) {
  const router = useRouter();
  const [rows, setRows] = useState<Row[]>(fields.map((field) => ({ ...field, isNew: false })));
  const save = useAction(
    () =>
      saveProfileFields(
        "community",
        rows.map(({ key, label, type, options }) => ({ key, label, type, options })),
      ),
    { success: "Profile fields saved", onSuccess: () => router.refresh() },
  );
  const change = (index: number, part: Partial<Row>) =>
    setRows(rows.map((row, n) => (n === index ? { ...row, ...part } : row)));
  const move = (index: number, by: number) => {
    const next = [...rows];
    const [row] = next.splice(index, 1);
    if (row) next.splice(index + by, 0, row);
    setRows(next);
  };
  const errors = save.failure?.fields ?? {};
  return (
    <Section>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save.run(undefined);
        }}
      >
        {rows.length === 0 && (
          <EmptyState title="No profile fields yet" illustration="list">
            Add what you need to know about your people, for example an address for parcels.
          </EmptyState>
        )}
        <ul className={classes.rows}>
          {rows.map((row, index) => (
            <li key={row.id} className={classes.row}>
              <TextInput
                label="Label"
                value={row.label}
                error={errors[`${index}.label`]}
                onChange={(event) => {
                  const label = event.currentTarget.value;
                  change(index, { label, ...(row.isNew ? { key: slug(label, "_") } : {}) });
                }}
              />
              <TextInput
                label="Key"
                value={row.key}
                readOnly={!row.isNew}
                error={errors[`${index}.key`]}
                onChange={(event) => change(index, { key: event.currentTarget.value })}
              />
              <Select
                label="Type"
                data={types}
                value={row.type}
                allowDeselect={false}
                onChange={(type) => type && change(index, { type: type as Row["type"] })}
              />
              {row.type === "choice" && (
                <Textarea
                  label="Options, one per line"
                  autosize
                  minRows={2}
                  value={row.options.map(({ label }) => label).join("\n")}
                  error={errors[`${index}.options`]}
                  onChange={(event) => change(index, { options: optionsOf(event.currentTarget.value) })}
                />
              )}
              <Group gap={4} className={classes.buttons}>
                <RowButton
                  label={`Move ${row.label || "field"} up`}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                  icon={<IconArrowUp size={16} />}
                />
                <RowButton
                  label={`Move ${row.label || "field"} down`}
                  disabled={index === rows.length - 1}
                  onClick={() => move(index, 1)}
                  icon={<IconArrowDown size={16} />}
                />
                <RowButton
                  label={`Remove ${row.label || "field"}`}
                  onClick={() => setRows(rows.filter((_, n) => n !== index))}
                  icon={<IconTrash size={16} />}
                />
              </Group>
            </li>
          ))}
        </ul>
        <Group mt="md">
          <Button
            variant="default"
            onClick={() =>
              setRows([
                ...rows,
                { id: crypto.randomUUID(), key: "", label: "", type: "text", options: [], isNew: true },
              ])
            }
          >
            Add a field
          </Button>
          <Button type="submit" loading={save.pending}>
            Save profile fields
          </Button>
        </Group>
      </form>
    </Section>
  );
}

interface RowButtonProps {
  label: string;
  icon: React.ReactNode;
  disabled?: boolean;
  onClick: () => void;
}

function RowButton({ label, icon, disabled, onClick }: RowButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={32} aria-label={label} disabled={disabled} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function optionsOf(text: string): { value: string; label: string }[] {
  return text
    .split("\n")
    .flatMap((line) => (line.trim() ? [{ value: slug(line, "_") || line.trim(), label: line.trim() }] : []));
}
