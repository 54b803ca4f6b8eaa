import { z } from "zod";
import { externalDataFieldInput } from "@/lib/external-data/schema";
import { listenerInput } from "./schema";

const label = z.string().trim().min(1, "Name the data group.").max(100, "Use at most 100 characters.");
const fields = z
  .array(externalDataFieldInput)
  .min(1, "Add at least one field.")
  .max(200, "A group has at most 200 fields.")
  .superRefine((list, context) => {
    const seen = new Set<string>();
    for (const [index, { parameter }] of list.entries()) {
      if (seen.has(parameter)) {
        const message = `Another field of this group has the parameter “${parameter}”.`;
        context.addIssue({ code: "custom", path: [index, "parameter"], message });
      }
      seen.add(parameter);
    }
  });

/** A listener together with the data group that its form made or changed; `group` is null where the group stays as it is. */
export const listenerWithGroup = z.strictObject({
  isNew: z.boolean(),
  /** The last change that the editor knew of; without it what others saved is overwritten. */
  seen: z.string().max(40).nullable().optional(),
  /** The `groupId` of a listener whose group is new is replaced by the id of that group. */
  listener: listenerInput,
  group: z
    .discriminatedUnion("is", [
      z.strictObject({ is: z.literal("new"), label, fields }),
      z.strictObject({ is: z.literal("changed"), fields }),
    ])
    .nullable(),
});
export type ListenerWithGroupInput = z.input<typeof listenerWithGroup>;
export type ListenerWithGroup = z.output<typeof listenerWithGroup>;
