"use server";

import { z } from "zod";
import { rerun } from "@/lib/macros/rerun";
import {
  cancelDelivery as cancel,
  giveUp as give,
  markDelivered as mark,
  resendExactly as resend,
} from "@/lib/webhooks/resend";
import { action } from "@/lib/web/action";

const delivery = z.strictObject({ id: z.uuid() });

export const resendExactly = action("deliveries.resend", delivery, (actor, { id }) => resend(actor, id));
export const cancelDelivery = action("deliveries.resend", delivery, (actor, { id }) => cancel(actor, id));
export const markDelivered = action("deliveries.resend", delivery, (actor, { id }) => mark(actor, id));
export const giveUp = action("deliveries.resend", delivery, (actor, { id }) => give(actor, id));

export const resendWithTodaysData = action(
  "deliveries.resend",
  z.strictObject({ id: z.uuid(), again: z.boolean() }),
  (actor, { id, again }) => rerun(actor, { deliveryId: id, again }),
);
