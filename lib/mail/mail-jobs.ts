import type { JobHandlers } from "@/lib/jobs/jobs";
import { sendMail } from "./send";

export const mailJobs = {
  "mail.send": ({ messageId }) => sendMail(messageId),
} satisfies Partial<JobHandlers>;
