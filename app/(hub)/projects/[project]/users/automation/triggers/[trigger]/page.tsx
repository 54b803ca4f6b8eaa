import { TriggerPage } from "@/app/(hub)/_screens/triggers/trigger-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Trigger" };

export default page("macros.read", ({ actor, param }) =>
  TriggerPage({ actor: actor, typeKey: null, triggerId: param("trigger") }),
);
