import { SchedulePage } from "@/app/(hub)/_screens/schedules/schedule-page";
import { also } from "@/lib/auth/authorize";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create a schedule" };

export default page("macros.write", ({ actor, param }) =>
  SchedulePage({ actor: also(actor, "macros.read"), typeKey: param("type"), scheduleId: null }),
);
