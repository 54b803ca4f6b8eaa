import { SchedulePage } from "@/app/(hub)/_screens/schedules/schedule-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Schedule" };

export default page("macros.read", ({ actor, param, search }) =>
  SchedulePage({ actor, typeKey: param("type"), scheduleId: param("schedule"), search }),
);
