import type { JobHandlers } from "@/lib/jobs/jobs";
import { sendMail } from "./send";
import { sweepMail } from "./sweep";

export const mailJobs = {
  "mail.send": ({ messageId }) => sendMail(messageId),
  "mail.sweep": () => sweepMail(),
} satisfies Partial<JobHandlers>;
