import { TriggerPage } from "@/app/(hub)/_screens/triggers/trigger-page";
import { also } from "@/lib/auth/authorize";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create a trigger" };

export default page("macros.write", ({ actor, param }) =>
  TriggerPage({ actor: also(actor, "macros.read"), typeKey: param("type"), triggerId: null }),
);
