"use client";

import { ActionIcon, NativeSelect, TextInput } from "@mantine/core";
import { IconStar, IconStarFilled, IconTrash } from "@/components/icons/icons";
import { ArrangeTool, MoveTools } from "@/components/kit/arrange-tools";
import { Mono } from "@/components/kit/mono";
import { TextLink } from "@/components/kit/text-link";
import { externalDataTypeLabel, externalDataTypes, type ExternalDataType } from "@/lib/external-data/schema";
import type { GroupField } from "./group-fields";
import classes from "./group-fields.module.css";

interface GroupFieldRowProps {
  index: number;
  count: number;
  field: GroupField;
  tagKey: string;
  /** Null where samples are not shown. */
  sample: string | null;
  errors: Readonly<Record<string, string | undefined>>;
  readOnly: boolean;
  /** Where the field's values are; null until it is saved. */
  href: string | null;
  onChange: (field: GroupField) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function GroupFieldRow(props: GroupFieldRowProps) {
  const { index, count, field, tagKey, sample, errors, readOnly, href, onChange, onMove, onRemove } = props;
  const name = field.label || `field ${index + 1}`;
  const isFixed = readOnly || undefined;
  return (
    <tr data-index={index}>
      <td data-label="Label">
        <TextInput
          aria-label={`Label of field ${index + 1}`}
          value={field.label}
          readOnly={isFixed}
          maxLength={100}
          error={errors[`${index}.label`]}
          onChange={(event) => onChange({ ...field, label: event.currentTarget.value })}
        />
      </td>
      <td data-label="Parameter">
        <TextInput
          aria-label={`Parameter of field ${index + 1}`}
          classNames={{ input: classes.mono }}
          spellCheck={false}
          autoComplete="off"
          value={field.parameter}
          readOnly={isFixed}
          maxLength={200}
          error={errors[`${index}.parameter`]}
          onChange={(event) => onChange({ ...field, parameter: event.currentTarget.value })}
        />
      </td>
      <td data-label="Type">
        <NativeSelect
          aria-label={`Type of field ${index + 1}`}
          data={typeOptions}
          value={field.type}
          disabled={readOnly}
          error={errors[`${index}.type`]}
          onChange={(event) => onChange({ ...field, type: event.currentTarget.value as ExternalDataType })}
        />
      </td>
      <td data-label="Favorite" className={classes.narrow}>
        <ActionIcon
          aria-label={`Favorite: ${name}`}
          aria-pressed={field.favorite}
          title="A favorite is shown in summaries"
          color="gray"
          className={classes.star}
          disabled={readOnly}
          onClick={() => onChange({ ...field, favorite: !field.favorite })}
        >
          {field.favorite ? <IconStarFilled size={16} /> : <IconStar size={16} />}
        </ActionIcon>
      </td>
      {sample !== null && (
        <td data-label="Last sample value" className={classes.text}>
          {sample === "" ? <span className={classes.none}>none yet</span> : <Mono>{sample}</Mono>}
        </td>
      )}
      <td data-label="Key" className={classes.text}>
        {tagKey === "" ? (
          <span className={classes.none}>from the label</span>
        ) : href ? (
          <TextLink href={href}>
            <Mono>{tagKey}</Mono>
          </TextLink>
        ) : (
          <Mono>{tagKey}</Mono>
        )}
      </td>
      {!readOnly && (
        <td className={classes.tools}>
          <MoveTools name={name} isFirst={index === 0} isLast={index === count - 1} onMove={onMove} />
          <ArrangeTool control="remove" label={`${field.id ? "Archive" : "Remove"}: ${name}`} onClick={onRemove}>
            <IconTrash size={16} />
          </ArrangeTool>
        </td>
      )}
    </tr>
  );
}

const typeOptions = externalDataTypes.map((value) => ({ value, label: externalDataTypeLabel[value] }));
