import { notifications } from "@mantine/notifications";
import { confirm } from "@/components/kit/confirm";
import type { ScopeRef } from "@/lib/auth/authorize";
import { externalDataTypeLabel, type ExternalDataGroup } from "@/lib/external-data/schema";
import { previewTypeChange } from "./actions";
import type { GroupForm } from "./group-form";
import { TypeChangeSummary } from "./type-change-summary";

/**
 * Shows what would become of stored values under the types that the form gives their fields, one question a field. Returns the fields
 * that may be converted; null when the person said no, or it cannot be done.
 */
export async function askTypeChanges(
  scope: ScopeRef,
  group: ExternalDataGroup,
  form: GroupForm,
): Promise<string[] | null> {
  const agreed: string[] = [];
  for (const { id, type } of form.fields) {
    const before = group.fields.find((field) => field.id === id);
    if (!before || before.type === type) continue;
    const preview = await previewTypeChange(scope, { groupId: group.id, fieldId: before.id, type });
    if (!preview.ok) {
      notifications.show({ color: "red", message: preview.error.message });
      return null;
    }
    const { values, restores, blockedBy, fails } = preview.value;
    if (values === 0 && restores === 0 && blockedBy.length === 0) continue;
    const yes = await confirm({
      title: `${before.label}: ${externalDataTypeLabel[before.type]} to ${externalDataTypeLabel[type]}`,
      message: <TypeChangeSummary preview={preview.value} type={type} />,
      confirm: blockedBy.length > 0 ? "Understood" : fails > 0 ? "Convert and clear the rest" : "Convert and save",
      danger: fails > 0,
    });
    if (!yes || blockedBy.length > 0) return null;
    agreed.push(before.id);
  }
  return agreed;
}
